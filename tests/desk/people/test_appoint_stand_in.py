"""Tests of appointing a stand-in approver."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.desk.people.appoint_stand_in import (
    Appointment,
    appoint_stand_in,
    appointment_to_sign,
    end_stand_in,
)
from gatekeeper.domain.people import Role, StandIn
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.opened_school import OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def appointed(school: OpenedSchool, who: str, first: int, last: int, by: str = "head") -> StandIn:
    today, actor = school.clock.now().date(), school.actor(by)
    command = Appointment(school.people[who].id, today + timedelta(first), today + timedelta(last))
    with school.begin() as uow:
        return appoint_stand_in(uow, actor, command)


def test_a_stand_in_may_approve_on_these_days_and_no_others(school: OpenedSchool) -> None:
    stand_in = appointed(school, "deputy", 1, 3)
    days = [stand_in.on(school.clock.now().date() + timedelta(n)) for n in range(5)]
    assert days == [False, True, True, True, False]


def test_the_appointment_is_signed_in_the_ledger(school: OpenedSchool) -> None:
    stand_in = appointed(school, "deputy", 0, 0)
    (entry,) = school.ledger("stand_in.appointed")
    key = school.opened.key
    assert entry.subject == stand_in.id
    assert school.keyring.verifies(
        key.scheme,
        key.public,
        entry.details["statement"].encode(),
        bytes.fromhex(entry.details["proof"]),
    )


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (3, 2)])
def test_nobody_is_appointed_after_the_fact_or_back_to_front(
    school: OpenedSchool, first: int, last: int
) -> None:
    with pytest.raises(UsageError, match="beforehand"):
        appointed(school, "deputy", first, last)


def test_the_headteacher_needs_no_appointment(school: OpenedSchool) -> None:
    with pytest.raises(UsageError, match="approves already"):
        appointed(school, "head", 0, 1)


def test_a_stand_in_without_a_key_could_not_sign(school: OpenedSchool) -> None:
    school.add("keyless", frozenset({Role.DEPUTY_HEAD}), key=False)
    with pytest.raises(NotYet, match="no key"):
        appointed(school, "keyless", 0, 1)


def test_only_the_headteacher_appoints_and_with_a_step_up(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed):
        appointed(school, "dsl", 0, 1, by="deputy")
    command = Appointment("x", school.clock.now().date(), school.clock.now().date())
    with pytest.raises(NotAllowed), school.begin() as uow:
        appoint_stand_in(uow, school.no_step_up("head"), command)


def test_an_appointment_can_be_ended_early_and_once(school: OpenedSchool) -> None:
    stand_in, head = appointed(school, "deputy", 0, 9), school.actor("head")
    with school.begin() as uow:
        ended = end_stand_in(uow, head, stand_in.id)
    assert not ended.on(school.clock.now().date())
    for name in (stand_in.id, "nothing"):
        with pytest.raises(NotFound), school.begin() as uow:
            end_stand_in(uow, head, name)


def test_a_stand_in_cannot_end_the_appointment(school: OpenedSchool) -> None:
    stand_in, deputy = appointed(school, "deputy", 0, 9), school.actor("deputy")
    with pytest.raises(NotAllowed), school.begin() as uow:
        end_stand_in(uow, deputy, stand_in.id)


def test_what_is_shown_to_be_signed_is_what_the_ledger_keeps(school: OpenedSchool) -> None:
    today, head = school.clock.now().date(), school.actor("head")
    command = Appointment(school.people["deputy"].id, today, today, id="s1")
    with school.begin() as uow:
        shown = appointment_to_sign(uow, head, command)
        appoint_stand_in(uow, head, command)
    (entry,) = school.ledger("stand_in.appointed")
    assert (entry.subject, entry.details["statement"].encode()) == ("s1", shown)
