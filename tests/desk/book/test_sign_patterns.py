"""The headteacher signs all patterns at once: for a year, as they stand, with a key that counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.book.sign_patterns import (
    patterns_in_force,
    patterns_to_sign,
    sign_patterns,
)
from gatekeeper.desk.ledger.verify_ledger import verify
from gatekeeper.domain.pattern import Patterns, PatternsSigned
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.made_school import MadeSchool, real_patterns
from tests.desk.opened_school import OpenedSchool


def signed(school: MadeSchool, who: str = "head") -> PatternsSigned:
    actor = school.actor(who)
    with school.begin() as uow:
        return sign_patterns(uow, school.school, actor, school.school.patterns.digest)


def in_force(school: MadeSchool, patterns: Patterns | None = None) -> PatternsSigned:
    files = replace(school.school, patterns=patterns or school.school.patterns)
    with school.begin() as uow:
        return patterns_in_force(uow, school.keyring, files)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def test_unsigned_patterns_are_not_in_force(school: MadeSchool) -> None:
    with pytest.raises(NotYet, match="not signed"):
        in_force(school)


def test_signed_patterns_are_in_force_for_a_year_and_not_a_day_longer(school: MadeSchool) -> None:
    mine = signed(school)
    assert in_force(school) == mine
    school.clock.move(days=364)
    assert in_force(school) == mine
    school.clock.move(days=1)
    with pytest.raises(NotYet, match="year"):
        in_force(school)


def test_a_changed_pattern_is_not_inside_the_signature(school: MadeSchool) -> None:
    signed(school)
    first, *others = real_patterns().every
    changed = Patterns((replace(first, title="Open"), *others))
    with pytest.raises(NotYet, match="changed"):
        in_force(school, changed)


def test_a_key_that_has_ended_signs_nothing_any_more(school: MadeSchool) -> None:
    mine = signed(school)
    with school.begin() as uow:
        key = uow.keys.get(mine.key)
        assert key is not None
        uow.keys.put(replace(key, ended_at=uow.now), seen=uow.keys.version(key.id))
    with pytest.raises(NotYet, match="key has ended"):
        in_force(school)


def test_a_proof_of_something_else_is_none(school: MadeSchool) -> None:
    mine = signed(school)
    with school.begin() as uow:
        uow.patterns_signed.put(
            replace(mine, last_day=mine.last_day.replace(year=2030), proof=b"?"), seen=1
        )
    with pytest.raises(NotYet, match="no longer holds"):
        in_force(school)


@pytest.mark.parametrize("who", ["deputy", "dsl", "office", "dpo", "governor", "teacher"])
def test_nobody_but_the_headteacher_signs_them(who: str, school: MadeSchool) -> None:
    with pytest.raises(NotAllowed):
        signed(school, who)


def test_what_changed_since_it_was_shown_is_not_signed(school: MadeSchool) -> None:
    head = school.actor("head")
    with pytest.raises(NotYet, match="changed since they were shown"), school.begin() as uow:
        sign_patterns(uow, school.school, head, "0" * 64)


def test_nothing_cannot_be_signed(school: MadeSchool) -> None:
    head = school.actor("head")
    empty = replace(school.school, patterns=Patterns())
    with pytest.raises(UsageError), school.begin() as uow:
        sign_patterns(uow, empty, head, Patterns().digest)


def test_the_signature_verifies_from_the_ledger_alone() -> None:
    school, files = OpenedSchool(), MadeSchool().school
    head = school.actor("head")
    with school.begin() as uow:
        before = verify(uow.ledger.entries(), school.keyring.verifies).signatures
        sign_patterns(uow, files, head, files.patterns.digest)
    with school.begin() as uow:
        found = verify(uow.ledger.entries(), school.keyring.verifies)
    assert found.valid
    assert found.signatures == before + 1


def test_what_is_shown_to_be_signed_is_what_the_ledger_keeps(school: MadeSchool) -> None:
    head, digest = school.actor("head"), school.school.patterns.digest
    with school.begin() as uow:
        shown = patterns_to_sign(uow, school.school, head, digest)
        sign_patterns(uow, school.school, head, digest)
        entry = uow.ledger.entries()[-1]
    assert (entry.what, entry.details["statement"].encode()) == ("patterns.signed", shown)
