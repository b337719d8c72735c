"""Tests of adopting the rule book and of keeping a channel's record."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.book.adopt_rules import adopt_rules, rules_in_force
from gatekeeper.desk.book.keep_channel_record import keep_channel_record
from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.errors import NotAllowed, UsageError
from tests.desk.opened_school import OpenedSchool

OLD, NEW = "a" * 64, "b" * 64
DAY = date(2026, 9, 1)


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def adopt(school: OpenedSchool, digest: str, who: str = "head") -> None:
    actor = school.actor(who)
    with school.begin() as uow:
        adopt_rules(uow, actor, digest)


def in_force(school: OpenedSchool) -> list[str]:
    with school.begin() as uow:
        return [digest for digest in (OLD, NEW) if rules_in_force(uow, digest)]


def test_no_book_is_in_force_before_one_is_adopted(school: OpenedSchool) -> None:
    assert in_force(school) == []


def test_the_book_adopted_last_is_in_force_and_no_other(school: OpenedSchool) -> None:
    adopt(school, OLD)
    assert in_force(school) == [OLD]
    adopt(school, NEW)
    assert in_force(school) == [NEW]
    adopt(school, OLD)
    assert in_force(school) == [OLD]


def test_the_adoption_is_signed(school: OpenedSchool) -> None:
    adopt(school, OLD)
    (entry,) = school.ledger("rules.adopted")
    key, message = school.opened.key, entry.details["statement"].encode()
    with school.begin() as uow:
        (adoption,) = uow.adoptions.all()
    assert message.startswith(b"gatekeeper/adopt-rules/v1\n")
    assert OLD.encode() in message
    assert entry.details["proof"] == adoption.proof.hex()
    assert school.keyring.verifies(key.scheme, key.public, message, adoption.proof)
    assert (adoption.key, adoption.by) == (key.id, school.people["head"].id)


@pytest.mark.parametrize("who", ["deputy", "dsl", "governor"])
def test_only_the_headteacher_adopts(school: OpenedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="adopt the rule book"):
        adopt(school, OLD, who)


def test_adopting_needs_a_fresh_step_up(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        adopt_rules(uow, school.no_step_up("head"), OLD)


@pytest.mark.parametrize("digest", ["", "a" * 63, "A" * 64, "a" * 64 + "\n", "g" * 64])
def test_a_book_is_named_by_its_digest(school: OpenedSchool, digest: str) -> None:
    with pytest.raises(UsageError, match="digest"):
        adopt(school, digest)


def test_a_book_in_force_is_not_adopted_again(school: OpenedSchool) -> None:
    adopt(school, OLD)
    with pytest.raises(UsageError, match="in force already"):
        adopt(school, OLD)


# --- channels -------------------------------------------------------------------------------


def record(**changes: object) -> ChannelRecord:
    made = ChannelRecord(ChannelName.INSTAGRAM, "@oakfield", two_factor_seen=DAY)
    return replace(made, **changes)  # type: ignore[arg-type]


def keep(school: OpenedSchool, made: ChannelRecord, who: str) -> None:
    actor = school.actor(who)
    with school.begin() as uow:
        keep_channel_record(uow, actor, made)


def test_a_record_takes_the_place_of_the_one_before(school: OpenedSchool) -> None:
    keep(school, record(), "deputy")
    keep(school, record(linked_from_website=DAY), "deputy")
    with school.begin() as uow:
        assert uow.channels.all() == (record(linked_from_website=DAY),)
    assert [e.subject for e in school.ledger("channel.recorded")] == ["instagram"] * 2
    assert "@oakfield" not in repr(school.ledger())


def test_the_dsl_assesses_the_headteacher_approves_and_each_leaves_the_others_dates(
    school: OpenedSchool,
) -> None:
    assessed = record(risk_assessed=DAY, review_by=DAY + timedelta(365))
    approved = replace(assessed, approved_by_headteacher=DAY)
    keep(school, assessed, "dsl")
    keep(school, approved, "head")
    keep(school, replace(approved, notice_to_families=DAY), "deputy")
    with school.begin() as uow:
        assert uow.channels.all()[0].approved_by_headteacher == DAY


@pytest.mark.parametrize(
    ("who", "changes", "words"),
    [
        ("deputy", {"risk_assessed": DAY}, "may not set risk assessed"),
        ("head", {"risk_assessed": DAY}, "may not set risk assessed"),
        ("dsl", {"approved_by_headteacher": DAY}, "may not set approved by headteacher"),
        ("deputy", {"approved_by_headteacher": DAY}, "may not set approved by headteacher"),
    ],
)
def test_nobody_sets_a_date_that_is_anothers_duty(
    school: OpenedSchool, who: str, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(NotAllowed, match=words) as caught:
        keep(school, record(**changes), who)
    assert "Ask somebody who is" in caught.value.remedy


def test_nobody_takes_anothers_date_away(school: OpenedSchool) -> None:
    keep(school, record(risk_assessed=DAY), "dsl")
    with pytest.raises(NotAllowed, match="risk assessed"):
        keep(school, record(), "deputy")


@pytest.mark.parametrize("who", ["office", "teacher", "governor"])
def test_office_and_teachers_keep_no_channel(school: OpenedSchool, who: str) -> None:
    with pytest.raises(NotAllowed):
        keep(school, record(), who)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"account": " "}, "names the account"),
        ({"two_factor_seen": date(2026, 11, 17)}, "two factor seen lies ahead"),
        ({"review_by": DAY}, "review comes after"),
        ({"review_by": DAY, "risk_assessed": DAY}, "review comes after"),
    ],
)
def test_what_cannot_be_right_in_a_record_is_said(
    school: OpenedSchool, changes: dict[str, object], words: str
) -> None:
    with pytest.raises(UsageError, match=words):
        keep(school, record(**changes), "dsl")


def test_what_was_done_today_may_be_entered_today(school: OpenedSchool) -> None:
    keep(school, record(two_factor_seen=school.clock.now().date()), "deputy")
