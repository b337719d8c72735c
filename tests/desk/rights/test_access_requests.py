"""Requests for what is kept: a month runs, a DSL decides about each, and nothing is made before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.rights.access import answer_access
from gatekeeper.desk.rights.access_requests import (
    Came,
    close_request,
    decide_request,
    extend_request,
    list_requests,
    receive_request,
    undecided_requests,
)
from gatekeeper.domain.access_request import AccessRequest, months_after
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import DAY, PEOPLE, MadeSchool

KNOWN = "She showed her passport at the office."
LONGER = "There are two requests, and many pictures."


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def came(school: MadeSchool, on: date = DAY, who: str = "dpo", **said: str) -> AccessRequest:
    actor, told = school.actor(who), {"pupil": "amina", "said_by": "Ms Test", "how_known": KNOWN}
    with school.begin() as uow:
        return receive_request(uow, actor, Came(received_on=on, **told | said))


def extended(
    school: MadeSchool, request: str, on: date = DAY, why: str = LONGER, who: str = "dpo"
) -> AccessRequest:
    actor = school.actor(who)
    with school.begin() as uow:
        return extend_request(uow, actor, request, on, why)


def decided(school: MadeSchool, request: str, given: str = "", who: str = "dsl") -> AccessRequest:
    actor = school.actor(who)
    with school.begin() as uow:
        return decide_request(uow, actor, request, given)


def made(school: MadeSchool, request: str) -> None:
    actor = school.actor("dpo")
    with school.begin() as uow:
        answer_access(uow, actor, request)


def closed(
    school: MadeSchool, request: str, on: date = DAY, why: str = "", who: str = "dpo"
) -> AccessRequest:
    actor = school.actor(who)
    with school.begin() as uow:
        return close_request(uow, actor, request, on, why)


def listed(school: MadeSchool, who: str = "dpo") -> tuple[AccessRequest, ...]:
    actor = school.actor(who)
    with school.begin() as uow:
        return list_requests(uow, actor)


def waiting(school: MadeSchool, who: str = "dsl") -> list[str]:
    actor = school.actor(who)
    with school.begin() as uow:
        return [item.id for item in undecided_requests(uow, actor)]


def test_a_request_walks_from_received_to_answered(school: MadeSchool) -> None:
    request = came(school).id
    assert waiting(school) == [request]
    assert decided(school, request, " A note of May. ").given == "A note of May."
    assert waiting(school) == []
    made(school, request)
    assert closed(school, request).answered_on == DAY
    with school.begin() as uow:
        told = [e for e in uow.ledger.entries() if request in (e.subject, *e.details.values())]
    assert [entry.what for entry in told] == [
        "access.received",
        "access.decided",
        "access.answered",
        "access.closed",
    ]
    assert "passport" not in str(told)


@pytest.mark.parametrize(
    ("day", "months", "due"),
    [
        (date(2026, 11, 16), 1, date(2026, 12, 16)),
        (date(2026, 12, 31), 1, date(2027, 1, 31)),
        (date(2027, 1, 31), 1, date(2027, 2, 28)),
        (date(2028, 1, 30), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 1), 3, date(2027, 3, 1)),
    ],
)
def test_a_month_ends_on_the_same_day_of_the_next_or_on_its_last(
    day: date, months: int, due: date
) -> None:
    assert months_after(day, months) == due


def test_what_is_late_is_said_open_or_answered(school: MadeSchool) -> None:
    request = came(school, date(2026, 10, 15))
    assert request.due == date(2026, 11, 15)
    assert [request.overdue(DAY - timedelta(1)), request.overdue(DAY)] == [False, True]
    decided(school, request.id)
    made(school, request.id)
    after = closed(school, request.id)
    assert (after.overdue(DAY), after.late) == (False, True)
    assert not closed(school, came(school).id, why="She took it back in writing.").late


def test_two_months_more_if_the_sender_was_told_why_within_the_first(school: MadeSchool) -> None:
    request = came(school, date(2026, 10, 16)).id
    after = extended(school, request)
    assert (after.due, after.extended_why) == (date(2027, 1, 16), LONGER)
    with pytest.raises(NotFound, match="already"):
        extended(school, request)


def test_after_the_first_month_it_is_extended_no_more(school: MadeSchool) -> None:
    with pytest.raises(NotYet, match="first month is over"):
        extended(school, came(school, date(2026, 10, 15)).id)


def test_no_file_before_a_dsl_has_decided_and_no_decision_after_it(school: MadeSchool) -> None:
    request = came(school).id
    with pytest.raises(NotYet, match="No DSL has decided"):
        made(school, request)
    decided(school, request)
    decided(school, request, "On second thoughts, this.")
    made(school, request)
    with pytest.raises(NotYet, match="made already"):
        decided(school, request)
    made(school, request)


def test_nothing_is_answered_by_saying_so(school: MadeSchool) -> None:
    request = came(school).id
    with pytest.raises(NotYet, match="not made"):
        closed(school, request, why="No.")
    after = closed(school, request, why="She took it back in writing.")
    assert after.refused_why == "She took it back in writing."
    for step in (decided, extended, closed):
        with pytest.raises(NotFound):
            step(school, request)
    assert waiting(school) == []


def test_the_most_urgent_comes_first_and_the_answered_last(school: MadeSchool) -> None:
    done, later, sooner = (came(school, DAY - timedelta(n)).id for n in (20, 1, 9))
    closed(school, done, why="She took it back in writing.")
    assert [item.id for item in listed(school)] == [sooner, later, done]


def test_half_a_request_is_not_written_down(school: MadeSchool) -> None:
    with pytest.raises(UsageError, match="who asked"):
        came(school, said_by=" ")
    with pytest.raises(UsageError, match="how you know"):
        came(school, how_known="Asked.")
    with pytest.raises(UsageError, match="ahead"):
        came(school, DAY + timedelta(1))
    with pytest.raises(NotFound):
        came(school, pupil="nobody")


def test_no_day_lies_ahead_or_before_the_request(school: MadeSchool) -> None:
    request = came(school).id
    for day in (DAY - timedelta(1), DAY + timedelta(1)):
        with pytest.raises(UsageError):
            extended(school, request, day)
        with pytest.raises(UsageError):
            closed(school, request, day, "She took it back in writing.")
    with pytest.raises(UsageError, match="why it takes longer"):
        extended(school, request, why="Long.")


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"dpo"}))
def test_only_the_dpo_keeps_requests(school: MadeSchool, who: str) -> None:
    request = came(school).id
    with pytest.raises(NotAllowed):
        came(school, who=who)
    with pytest.raises(NotAllowed):
        listed(school, who)
    with pytest.raises(NotAllowed):
        extended(school, request, who=who)
    with pytest.raises(NotAllowed):
        closed(school, request, who=who)


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"dsl"}))
def test_only_a_dsl_decides(school: MadeSchool, who: str) -> None:
    request = came(school).id
    assert waiting(school, who) == []
    with pytest.raises(NotAllowed):
        decided(school, request, who=who)


def test_somebody_who_is_not_here_any_more_sees_nothing(school: MadeSchool) -> None:
    came(school)
    dsl = school.actor("dsl")
    stranger = replace(dsl, person=replace(dsl.person, id="gone"))
    with school.begin() as uow:
        assert undecided_requests(uow, stranger) == ()


def test_a_decision_takes_the_own_key(school: MadeSchool) -> None:
    request, dsl = came(school).id, replace(school.actor("dsl"), signer=None)
    with school.begin() as uow, pytest.raises(NotAllowed, match="unlocked just now"):
        decide_request(uow, dsl, request, "")
