"""Tests of writing down a consent given on paper."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from gatekeeper.desk.register.record_consent import Agreement, record_consent
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.permission import Standing, may
from gatekeeper.domain.register import Use
from gatekeeper.errors import GatekeeperError, NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import OpenedSchool, all_answers, pupil_row
from tests.fakes.examiners import picture

INSTAGRAM, LINKEDIN = ChannelName
TODAY = date(2026, 11, 16)
PAPER = Agreement(
    "", frozenset({INSTAGRAM}), frozenset({Use.GROUP}), " Ms Test ", TODAY, " Folder 4 "
)


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    school.take(pupil_row("M1", **all_answers("no")))
    school.clock.set_to(school.clock.now().replace(month=11, day=16, hour=12))
    return school


def record(school: OpenedSchool, command: Agreement, who: str = "office") -> None:
    actor = school.actor(who)
    with school.begin() as uow:
        assert record_consent(uow, actor, command) == ()


def allowed(school: OpenedSchool, days: int = 0) -> set[tuple[ChannelName, Use]]:
    pupil_id, day = school.pupil("M1"), school.clock.now().date() + timedelta(days)
    with school.begin() as uow:
        pupil = uow.pupils.get(pupil_id)
        assert pupil is not None
        standing = Standing(pupil, uow.consents.of(pupil_id), uow.bars.of(pupil_id))
    return {(c, u) for c in ChannelName for u in Use if may(standing, c, u, on=day)}


def test_it_counts_for_what_was_signed_and_as_long(school: OpenedSchool) -> None:
    pupil = school.pupil("M1")
    record(school, replace(PAPER, pupil=pupil, until=TODAY + timedelta(10)))
    assert allowed(school) == allowed(school, 10) == {(INSTAGRAM, Use.GROUP)}
    assert allowed(school, 11) == set()
    with school.begin() as uow:
        written = uow.consents.all()[-1]
    assert (written.given_by, written.paper, written.from_file) == ("Ms Test", "Folder 4", False)
    assert written.recorded_by == school.people["office"].id
    entry = school.ledger()[-1]
    assert (entry.what, entry.actor, entry.subject, entry.details) == (
        "permission.changed",
        "school",
        pupil,
        {},
    )


def test_it_takes_the_place_of_what_was_withdrawn_at_the_desk(school: OpenedSchool) -> None:
    pupil, office = school.pupil("M1"), school.actor("office")
    with school.begin() as uow:
        withdraw_consent(uow, office, Withdrawal(pupil, "Ms Test"))
    record(school, replace(PAPER, pupil=pupil))
    assert allowed(school) == {(INSTAGRAM, Use.GROUP)}


def test_a_file_that_says_no_of_a_later_day_counts_again(school: OpenedSchool) -> None:
    record(school, replace(PAPER, pupil=school.pupil("M1")))
    school.take(pupil_row("M1", **all_answers("no")))
    assert allowed(school) == set()


def test_a_sign_off_that_rests_on_the_child_is_void() -> None:
    school = MadeSchool()
    version = school.signed(picture("a", 1), names=("amina",))
    office = school.actor("office")
    with school.begin() as uow:
        command = replace(PAPER, pupil="amina", given_on=uow.now.date())
        assert record_consent(uow, office, command) == (version.id,)


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"pupil": "nobody"}, NotFound),
        ({"channels": frozenset()}, UsageError),
        ({"uses": frozenset()}, UsageError),
        ({"given_by": " "}, UsageError),
        ({"paper": " "}, UsageError),
        ({"given_on": TODAY + timedelta(1)}, UsageError),
        ({"until": TODAY - timedelta(1)}, UsageError),
    ],
)
def test_what_is_not_whole_is_not_written(
    school: OpenedSchool, changes: dict[str, Any], error: type[GatekeeperError]
) -> None:
    command = replace(PAPER, **({"pupil": school.pupil("M1")} | changes))
    with pytest.raises(error):
        record(school, command)
    assert allowed(school) == set()


@pytest.mark.parametrize("who", ["teacher", "dsl", "dpo", "governor"])
def test_only_office_and_leadership_record_a_yes(school: OpenedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="keep the register"):
        record(school, replace(PAPER, pupil=school.pupil("M1")), who)
