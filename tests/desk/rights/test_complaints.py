"""Complaints: each has its days, the most urgent comes first, and only two roles see them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from gatekeeper.desk.rights.complaints import (
    Received,
    acknowledge_complaint,
    answer_complaint,
    list_complaints,
    record_complaint,
)
from gatekeeper.domain.complaint import Complaint
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import DAY, MadeSchool


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def received(
    school: MadeSchool, on: date = DAY, who: str = "dpo", words: str = "A picture."
) -> str:
    actor = school.actor(who)
    with school.begin() as uow:
        return record_complaint(uow, actor, Received(on, "Ms Test", words)).id


def acknowledged(school: MadeSchool, complaint: str, on: date = DAY) -> Complaint:
    actor = school.actor("head")
    with school.begin() as uow:
        return acknowledge_complaint(uow, actor, complaint, on)


def answered(
    school: MadeSchool, complaint: str, on: date = DAY, answer: str = "It is down."
) -> Complaint:
    actor = school.actor("dpo")
    with school.begin() as uow:
        return answer_complaint(uow, actor, complaint, on, answer)


def listed(school: MadeSchool, who: str = "dpo") -> tuple[Complaint, ...]:
    actor = school.actor(who)
    with school.begin() as uow:
        return list_complaints(uow, actor)


def test_a_complaint_walks_from_received_to_answered(school: MadeSchool) -> None:
    complaint = received(school)
    assert acknowledged(school, complaint).acknowledged_on == DAY
    assert answered(school, complaint).answer == "It is down."
    with school.begin() as uow:
        told = [e.what for e in uow.ledger.entries() if e.subject == complaint]
    assert told == ["complaint.received", "complaint.acknowledged", "complaint.answered"]


def test_thirty_days_are_left_for_the_acknowledgement(school: MadeSchool) -> None:
    received(school, DAY - timedelta(30))
    [complaint] = listed(school)
    assert complaint.acknowledge_by == DAY
    assert not complaint.overdue(DAY)
    assert complaint.overdue(DAY + timedelta(1))
    acknowledged(school, complaint.id)
    assert not listed(school)[0].overdue(DAY + timedelta(100))


def test_the_most_urgent_comes_first(school: MadeSchool) -> None:
    done, told, late, new = (received(school, DAY - timedelta(n)) for n in (9, 8, 7, 0))
    for complaint in (done, told):
        acknowledged(school, complaint)
    answered(school, done)
    assert [complaint.id for complaint in listed(school)] == [late, new, told, done]


@pytest.mark.parametrize(
    "command",
    [
        Received(DAY, " ", "A picture."),
        Received(DAY, "Ms Test", ""),
        Received(DAY + timedelta(1), "Ms Test", "A picture."),
    ],
)
def test_half_a_complaint_is_not_written_down(school: MadeSchool, command: Received) -> None:
    actor = school.actor("dpo")
    with pytest.raises(UsageError), school.begin() as uow:
        record_complaint(uow, actor, command)


def test_no_step_comes_before_the_one_before_it(school: MadeSchool) -> None:
    complaint = received(school)
    with pytest.raises(NotYet):
        answered(school, complaint)
    for day in (DAY - timedelta(1), DAY + timedelta(1)):
        with pytest.raises(UsageError):
            acknowledged(school, complaint, day)
    acknowledged(school, complaint)
    with pytest.raises(NotFound, match="already"):
        acknowledged(school, complaint)
    with pytest.raises(UsageError):
        answered(school, complaint, DAY - timedelta(1))
    with pytest.raises(UsageError, match="what was answered"):
        answered(school, complaint, answer=" ")
    answered(school, complaint)
    with pytest.raises(NotFound):
        answered(school, complaint)
    with pytest.raises(NotFound):
        acknowledged(school, "none")


@pytest.mark.parametrize("who", ["deputy", "dsl", "office", "teacher", "governor"])
def test_nobody_else_writes_or_reads_complaints(school: MadeSchool, who: str) -> None:
    complaint, actor = received(school), school.actor(who)
    with pytest.raises(NotAllowed, match="keep complaints"):
        received(school, who=who)
    with pytest.raises(NotAllowed, match="keep complaints"):
        listed(school, who)
    with pytest.raises(NotAllowed, match="keep complaints"), school.begin() as uow:
        acknowledge_complaint(uow, actor, complaint, DAY)
    with pytest.raises(NotAllowed, match="keep complaints"), school.begin() as uow:
        answer_complaint(uow, actor, complaint, DAY, "No.")
