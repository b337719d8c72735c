"""Trying it out on the school's own pictures is measuring, and the lock counts."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gatekeeper.desk.matching.find_measurable import LockShut, NobodyMeasurable, find_measurable
from gatekeeper.domain.biometrics import BiometricKind, BiometricRecord, Lock
from gatekeeper.domain.people import Person, Role
from gatekeeper.domain.register import Pupil
from gatekeeper.ports import UnitOfWork
from tests.fakes.clock import FrozenClock
from tests.fakes.records import FakeRecords

NOW = datetime(2026, 11, 26, 9, 0, tzinfo=UTC)
DAY = NOW.date()
OPEN = Lock(
    dpia="DPIA 4",
    officer="lind",
    noticed_on=date(2026, 9, 1),
    review_by=date(2027, 9, 1),
    alternative="roll call",
    scope_reason="a trial",
    opened_at=NOW,
    opened_by="lind",
)


def said(pupil: str, kind: BiometricKind) -> BiometricRecord:
    return BiometricRecord(f"{pupil} {kind.name}", pupil, kind, "Mrs S", DAY, NOW, "frith")


def fill(uow: UnitOfWork, lock: Lock | None) -> None:
    uow.people.put(Person("lind", "Mr Lind", frozenset({Role.DPO})))
    for number, first in enumerate(("Maya", "Zain", "Iris")):
        pupil = Pupil(f"p{number}", f"OP{number}", first, "Silva", "", "Year 5")
        uow.enrol_pupil(pupil)
    for who in ("p0", "p1"):
        uow.biometrics.put(said(who, BiometricKind.NOTIFIED))
        uow.biometrics.put(said(who, BiometricKind.AGREED))
    uow.biometrics.put(said("p1", BiometricKind.REFUSED))
    if lock:
        uow.locks.put(lock)


def test_only_folders_of_children_who_may_be_measured_are_named() -> None:
    with FakeRecords(FrozenClock(NOW)).begin() as uow:
        fill(uow, OPEN)
        names = ("Maya Silva", "OP1", "Iris Silva", "Somebody Else", "Silva")
        assert find_measurable(uow, names) == {"Maya Silva"}
        assert find_measurable(uow, ("OP0",)) == {"OP0"}


def test_none_of_them_is_a_refusal_with_the_way_out() -> None:
    with FakeRecords(FrozenClock(NOW)).begin() as uow:
        fill(uow, OPEN)
        with pytest.raises(NobodyMeasurable) as refused:
            find_measurable(uow, ("Zain Silva",))
    assert "--not-our-children" in refused.value.remedy


def test_a_shut_lock_refuses_and_says_what_is_missing() -> None:
    with FakeRecords(FrozenClock(NOW)).begin() as uow:
        fill(uow, None)
        with pytest.raises(LockShut, match=r"has not opened.*DPIA"):
            find_measurable(uow, ("Maya Silva",))


def test_the_day_is_that_of_the_school() -> None:
    after_midnight = datetime(2027, 9, 1, 23, 30, tzinfo=UTC)
    with FakeRecords(FrozenClock(after_midnight)).begin() as uow:
        fill(uow, OPEN)
        with pytest.raises(LockShut):
            find_measurable(uow, ("Maya Silva",))
