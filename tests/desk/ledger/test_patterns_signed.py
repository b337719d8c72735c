"""A notice by a pattern holds in the ledger by a headteacher's signature, and by nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.book.sign_patterns import NOUN, sign_patterns, statement
from gatekeeper.desk.ledger.verify_ledger import Verification, verify
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.signature import sign as sign_facts
from gatekeeper.domain.pattern import Pattern, Patterns, PatternsSigned
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import PASSPHRASE, OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def sign(school: OpenedSchool) -> PatternsSigned:
    files, head = MadeSchool().school, school.actor("head")
    with school.begin() as uow:
        return sign_patterns(uow, files, head, files.patterns.digest)


def filled(school: OpenedSchool, patterns: str) -> None:
    with school.begin() as uow:
        uow.ledger.append(
            "post.signed_by_pattern", actor="x", subject="post", details={"patterns": patterns}
        )


def found(school: OpenedSchool) -> Verification:
    return verify(school.ledger(), school.keyring.verifies)


def test_a_notice_inside_the_signature_holds(school: OpenedSchool) -> None:
    filled(school, sign(school).id)
    assert found(school).valid


def test_a_notice_of_patterns_that_nobody_signed_is_found(school: OpenedSchool) -> None:
    filled(school, "nothing")
    assert "were not signed" in found(school).why


def test_a_notice_of_patterns_that_were_signed_anew_is_found(school: OpenedSchool) -> None:
    first = sign(school)
    sign(school)
    filled(school, first.id)
    assert "signed anew" in found(school).why


def test_a_notice_after_the_year_is_found(school: OpenedSchool) -> None:
    mine = sign(school)
    school.clock.move(days=366)
    filled(school, mine.id)
    assert "did not hold on that day" in found(school).why


def test_a_notice_after_the_key_had_ended_is_found(school: OpenedSchool) -> None:
    mine, head = sign(school), school.actor("head")
    with school.begin() as uow:
        enrol_key(uow, head, head.id, lambda holder: school.keyring.create(holder, PASSPHRASE))
    with school.begin() as uow:
        end_key(uow, head, mine.key)
    filled(school, mine.id)
    assert "had ended" in found(school).why


def test_patterns_signed_by_anybody_else_are_found(school: OpenedSchool) -> None:
    deputy, day = school.actor("deputy"), school.clock.now().date()
    with school.begin() as uow:
        signature = sign_facts(uow, deputy, NOUN, statement("d" * 64, day, day))
        uow.ledger.append(
            "patterns.signed", actor=deputy.id, subject="s", details=signature.details
        )
    assert "not signed with a headteacher's key" in found(school).why


def test_the_digest_names_every_pattern() -> None:
    one = Pattern("a", "t", "w", {}, (), "o", "i", "e")
    assert Patterns((one,)).digest != Patterns((one, replace(one, name="b"))).digest
