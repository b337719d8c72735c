"""Tests of withdrawing a consent."""

from __future__ import annotations

import pytest

from gatekeeper.desk.register.withdraw_consent import Withdrawal, Withdrawn, withdraw_consent
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.permission import Standing, may
from gatekeeper.domain.register import ConsentState, Use
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import OpenedSchool, pupil_row
from tests.fakes.examiners import picture

INSTAGRAM, LINKEDIN = ChannelName


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    school.take(pupil_row("M1"))
    return school


def withdraw(school: OpenedSchool | MadeSchool, command: Withdrawal, who: str) -> Withdrawn:
    actor = school.actor(who)
    with school.begin() as uow:
        return withdraw_consent(uow, actor, command)


def allowed(school: OpenedSchool) -> set[tuple[ChannelName, Use]]:
    pupil_id, today = school.pupil("M1"), school.clock.now().date()
    with school.begin() as uow:
        pupil = uow.pupils.get(pupil_id)
        assert pupil is not None
        standing = Standing(pupil, uow.consents.of(pupil_id), uow.bars.of(pupil_id))
    return {(c, u) for c in ChannelName for u in Use if may(standing, c, u, on=today)}


def test_a_withdrawal_counts_for_everything_unless_it_says_less(school: OpenedSchool) -> None:
    withdraw(school, Withdrawal(school.pupil("M1"), "Ms Test"), "office")
    assert allowed(school) == set()


def test_a_withdrawal_of_one_use_on_one_channel_leaves_the_rest(school: OpenedSchool) -> None:
    before = allowed(school)
    command = Withdrawal(
        school.pupil("M1"), " Ms Test ", frozenset({INSTAGRAM}), frozenset({Use.NAMED}), " F2 "
    )
    withdraw(school, command, "dpo")
    assert allowed(school) == before - {(INSTAGRAM, Use.NAMED)}
    with school.begin() as uow:
        written = uow.consents.all()[-1]
    assert (written.state, written.given_by, written.paper) == (
        ConsentState.WITHDRAWN,
        "Ms Test",
        "F2",
    )
    assert written.given_on == school.clock.now().date()
    assert written.recorded_by == school.people["dpo"].id


def test_a_withdrawal_at_the_very_moment_of_an_import_counts() -> None:
    school = OpenedSchool()
    school.take(pupil_row("M1"))
    with school.begin() as uow:
        imported_at = uow.consents.all()[0].recorded_at
    school.clock.set_to(imported_at)
    office, pupil = school.actor("office"), school.pupil("M1")
    school.clock.set_to(imported_at)
    with school.records.begin() as uow:
        withdraw_consent(uow, office, Withdrawal(pupil, "Ms Test"))
        assert uow.consents.all()[-1].recorded_at == imported_at
    assert allowed(school) == set()


def test_it_voids_what_it_touches_and_lists_what_is_live() -> None:
    school = MadeSchool()
    item = school.published(picture("a", 1), names=("amina",))
    school.write(picture("b", 1), slug="other")
    school.check("other")
    school.say("amina", post="other")
    school.send("other")
    signed = school.sign("other")
    found = withdraw(school, Withdrawal("amina", "Ms Test"), "teacher")
    assert found.voided == (signed.post,)
    assert [published.id for published in found.published] == [item.id]
    with school.begin() as uow:
        void = uow.sign_offs.get(signed.id)
    assert void is not None
    assert void.voided_at is not None


def test_what_others_are_in_stays_signed() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("ben",))
    assert withdraw(school, Withdrawal("amina", "Ms Test"), "teacher") == Withdrawn((), ())


def test_a_governor_records_nothing(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed, match="withdrawn consent"):
        withdraw(school, Withdrawal(school.pupil("M1"), "Ms Test"), "governor")


def test_nobody_withdraws_for_a_child_who_is_not_on_the_register(school: OpenedSchool) -> None:
    with pytest.raises(NotFound):
        withdraw(school, Withdrawal("nobody", "Ms Test"), "office")


@pytest.mark.parametrize(
    "empty",
    [
        Withdrawal("p", " "),
        Withdrawal("p", "Ms Test", channels=frozenset()),
        Withdrawal("p", "Ms Test", uses=frozenset()),
    ],
)
def test_it_must_be_said_who_withdraws_and_from_what(
    school: OpenedSchool, empty: Withdrawal
) -> None:
    command = Withdrawal(school.pupil("M1"), empty.said_by, empty.channels, empty.uses)
    with pytest.raises(UsageError):
        withdraw(school, command, "office")
