"""Who may do what, and for how long somebody stands in."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gatekeeper.domain.people import DUTIES, Duty, Person, Role, StandIn

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def _person(*roles: Role) -> Person:
    return Person("x", "Somebody", frozenset(roles))


def test_every_duty_has_somebody_to_do_it() -> None:
    assert set(DUTIES) == set(Duty)
    assert all(DUTIES.values())


@pytest.mark.parametrize(
    ("duty", "roles"),
    [
        (Duty.APPROVE, {Role.HEADTEACHER}),
        (Duty.ADOPT_RULES, {Role.HEADTEACHER}),
        (Duty.ENROL, {Role.HEADTEACHER}),
        (Duty.RELEASE, {Role.DEPUTY_HEAD}),
        (Duty.HOLD, {Role.DSL, Role.DEPUTY_DSL}),
        (Duty.SAY_ALL_BACK, {Role.HEADTEACHER, Role.DEPUTY_HEAD, Role.OFFICE}),
    ],
)
def test_the_duties_that_the_promises_rest_on_stay_where_they_are(
    duty: Duty, roles: set[Role]
) -> None:
    assert {role for role in Role if _person(role).may(duty)} == roles


def test_a_governor_looks_raises_the_alarm_and_does_nothing_else() -> None:
    may = {duty for duty in Duty if _person(Role.GOVERNOR).may(duty)}
    assert may == {Duty.RAISE_CONCERN, Duty.STOP_QUEUE, Duty.READ_REPORTS}


def test_a_contributor_hands_in_and_decides_nothing() -> None:
    may = {duty for duty in Duty if _person(Role.CONTRIBUTOR).may(duty)}
    assert may == {Duty.CONTRIBUTE, Duty.RAISE_CONCERN, Duty.STOP_QUEUE}


def test_roles_add_up() -> None:
    assert _person(Role.TEACHER, Role.DSL).may(Duty.HOLD)


def test_whoever_has_left_may_do_nothing() -> None:
    gone = replace(_person(*Role), ended_at=NOON)

    assert not any(gone.may(duty) for duty in Duty)


@pytest.mark.parametrize(("day", "stands_in"), [(9, False), (10, True), (12, True), (13, False)])
def test_a_stand_in_has_first_and_last_days(day: int, stands_in: bool) -> None:  # noqa: FBT001
    appointed = StandIn("s", "x", date(2026, 11, 10), date(2026, 11, 12), "head", NOON)

    assert appointed.on(date(2026, 11, day)) is stands_in
    assert not replace(appointed, ended_at=NOON).on(date(2026, 11, day))
