"""The lock: open while everything is on record and in date, and shut by itself when it is not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.domain.biometrics import Lock
from gatekeeper.domain.lock import WhyShut, why_shut
from gatekeeper.domain.people import Person, Role

DAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
DPO = Person("dpo", "Ms Officer", frozenset({Role.DPO}))
OPEN = Lock(
    dpia="DPIA 7",
    officer="dpo",
    noticed_on=DAY,
    review_by=DAY,
    alternative="A person names every face.",
    scope_reason="Only classes of which every family agreed.",
    opened_at=NOON,
    opened_by="dpo",
)


def test_the_lock_is_open_when_everything_is_on_record_and_in_date() -> None:
    assert why_shut(OPEN, DAY, DPO) == ()


@pytest.mark.parametrize(
    ("lock", "why"),
    [
        (replace(OPEN, opened_at=None), WhyShut.NOT_OPENED),
        (replace(OPEN, closed_at=NOON), WhyShut.CLOSED),
        (replace(OPEN, dpia=" "), WhyShut.NO_ASSESSMENT),
        (replace(OPEN, noticed_on=None), WhyShut.NO_NOTICE),
        (replace(OPEN, noticed_on=DAY + timedelta(1)), WhyShut.NO_NOTICE),
        (replace(OPEN, review_by=None), WhyShut.NO_REVIEW),
        (replace(OPEN, review_by=DAY - timedelta(1)), WhyShut.REVIEW_PASSED),
        (replace(OPEN, alternative=""), WhyShut.NO_ALTERNATIVE),
        (replace(OPEN, scope_reason=" "), WhyShut.NO_SCOPE_REASON),
    ],
)
def test_each_condition_that_is_missing_shuts_it_and_is_named(lock: Lock, why: WhyShut) -> None:
    assert why_shut(lock, DAY, DPO) == (why,)


@pytest.mark.parametrize(
    "officer",
    [
        None,
        replace(DPO, id="another"),
        replace(DPO, roles=frozenset({Role.HEADTEACHER})),
        replace(DPO, ended_at=NOON),
    ],
)
def test_it_shuts_when_whoever_opened_it_is_no_longer_the_officer(officer: Person | None) -> None:
    assert why_shut(OPEN, DAY, officer) == (WhyShut.NO_OFFICER,)


def test_it_shuts_by_itself_on_the_day_after_its_last() -> None:
    assert why_shut(OPEN, DAY + timedelta(1), DPO) == (WhyShut.REVIEW_PASSED,)


def test_a_new_school_has_it_shut_and_is_told_everything_that_is_missing() -> None:
    told = set(WhyShut) - {WhyShut.CLOSED, WhyShut.REVIEW_PASSED}
    assert set(why_shut(Lock(), DAY, None)) == told
