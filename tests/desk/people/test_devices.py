"""Tests of enrolling a tablet and of losing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.people.end_device import end_device
from gatekeeper.desk.people.enrol_device import enrol_device
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Device
from gatekeeper.domain.release import Grant, GrantEnd, TaskKind
from gatekeeper.domain.session import Session
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from gatekeeper.ports import UnitOfWork
from tests.desk.opened_school import OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


@pytest.fixture
def tablet(school: OpenedSchool) -> Device:
    head = school.actor("head")
    with school.begin() as uow:
        return enrol_device(uow, head, " The tablet ", school.make_key)


def grant(uow: UnitOfWork, grant_id: str, device: str) -> Grant:
    until = uow.now + timedelta(hours=24)
    made = Grant(
        grant_id, "post", 1, "d", "s", ChannelName.INSTAGRAM, device, uow.now, until, nonce="n"
    )
    uow.grants.put(made)
    return made


def test_a_tablet_gets_a_key_that_the_headteacher_signed(
    school: OpenedSchool, tablet: Device
) -> None:
    with school.begin() as uow:
        (key,) = open_keys(uow, tablet.id)
    entry = school.ledger("key.enrolled")[-1]
    assert (entry.subject, key.sealing, tablet.name) == (key.id, "", "The tablet")
    assert '"roles":[]' in entry.details["statement"]
    assert [e.subject for e in school.ledger("device.enrolled")] == [tablet.id]


@pytest.mark.parametrize("who", ["deputy", "office"])
def test_only_the_headteacher_enrols_a_tablet(school: OpenedSchool, who: str) -> None:
    actor = school.actor(who)
    with pytest.raises(NotAllowed), school.begin() as uow:
        enrol_device(uow, actor, "Mine", school.make_key)


def test_enrolling_a_tablet_needs_a_step_up(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed), school.begin() as uow:
        enrol_device(uow, school.no_step_up("head"), "Mine", school.make_key)


@pytest.mark.parametrize("name", ["", "The tablet"])
def test_a_tablet_needs_a_name_of_its_own(school: OpenedSchool, tablet: Device, name: str) -> None:
    assert tablet.ended_at is None
    head = school.actor("head")
    with pytest.raises(UsageError), school.begin() as uow:
        enrol_device(uow, head, name, school.make_key)


def test_a_lost_tablet_loses_its_key_and_its_open_grants_and_no_others(
    school: OpenedSchool, tablet: Device
) -> None:
    with school.begin() as uow:
        grant(uow, "open", tablet.id)
        grant(uow, "elsewhere", "another tablet")
        uow.grants.put(replace(grant(uow, "done", tablet.id), ended=GrantEnd.RECEIPT), seen=1)
    teacher = school.actor("teacher")
    with school.begin() as uow:
        ended = end_device(uow, teacher, tablet.id)
    with school.begin() as uow:
        ends = {g.id: g.ended for g in uow.grants.all()}
        assert open_keys(uow, tablet.id) == ()
        assert uow.tasks.all() == ()
    assert ends == {"open": GrantEnd.VOID, "elsewhere": None, "done": GrantEnd.RECEIPT}
    assert ended.ended_at is not None
    assert school.ledger("device.ended")[0].subject == tablet.id


def test_what_a_lost_tablet_had_fetched_is_asked_about(
    school: OpenedSchool, tablet: Device
) -> None:
    with school.begin() as uow:
        uow.grants.put(replace(grant(uow, "g", tablet.id), fetched=(uow.now,)), seen=1)
    teacher = school.actor("teacher")
    with school.begin() as uow:
        end_device(uow, teacher, tablet.id)
        (task,) = uow.tasks.all()
    assert (task.kind, task.subject) == (TaskKind.DELETE_FROM_GALLERY, "g")


def test_a_governor_does_not_end_a_tablet(school: OpenedSchool, tablet: Device) -> None:
    governor = school.actor("governor")
    with pytest.raises(NotAllowed), school.begin() as uow:
        end_device(uow, governor, tablet.id)


def test_a_tablet_ends_once(school: OpenedSchool, tablet: Device) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        end_device(uow, teacher, tablet.id)
    for name in (tablet.id, "nothing"):
        with pytest.raises(NotFound), school.begin() as uow:
            end_device(uow, teacher, name)


def test_the_name_of_an_ended_tablet_is_free_again(school: OpenedSchool, tablet: Device) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        end_device(uow, head, tablet.id)
    with school.begin() as uow:
        assert enrol_device(uow, head, "The tablet", school.make_key).id != tablet.id


def test_whoever_is_signed_in_on_a_lost_tablet_is_signed_out_and_nobody_else(
    school: OpenedSchool, tablet: Device
) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        for name, device in (("here", tablet.id), ("elsewhere", ""), ("on another", "another")):
            uow.sessions.put(Session(name, "teacher", uow.now, uow.now, device))
        over = replace(Session("over", "teacher", uow.now, uow.now, tablet.id), ended_at=uow.now)
        uow.sessions.put(over)
    school.clock.move(minutes=1)
    with school.begin() as uow:
        ended = end_device(uow, teacher, tablet.id)
        ends = {session.id: session.ended_at for session in uow.sessions.all()}
    assert ends["here"] == ended.ended_at
    assert ends["over"] == over.ended_at
    assert (ends["elsewhere"], ends["on another"]) == (None, None)
