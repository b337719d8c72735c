"""What the office is shown: what ends soon, who left, may or may not; and never why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from gatekeeper.desk.register.register_overview import (
    ChildSeen,
    Overview,
    child_seen,
    register_overview,
)
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import ConsentState, Use
from gatekeeper.errors import NotAllowed, NotFound
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_erase_child import leave
from tests.desk.register.test_permission_changed import holds, objects, withdraws
from tests.fakes.examiners import picture

EVERYTHING = frozenset((channel, use) for channel in ChannelName for use in Use)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def ends(
    school: MadeSchool, pupil: str, day: date | None, uses: tuple[Use, ...] = tuple(Use)
) -> None:
    """Record a yes that ends on a day."""
    with school.begin() as uow:
        for channel in ChannelName:
            for use in uses:
                consent = school.consent(uow, pupil, channel, use)
                uow.consents.put(replace(consent, until=day))


def overview(school: MadeSchool, who: str = "office") -> Overview:
    actor = school.actor(who)
    with school.begin() as uow:
        return register_overview(uow, actor)


def seen(school: MadeSchool, pupil: str = "amina", who: str = "office") -> ChildSeen:
    actor = school.actor(who)
    with school.begin() as uow:
        return child_seen(uow, actor, pupil)


def test_a_yes_that_ends_within_thirty_days_is_listed_soonest_first(school: MadeSchool) -> None:
    ends(school, "amina", DAY + timedelta(30))
    ends(school, "ben", DAY + timedelta(31))
    ends(school, "cleo", DAY, (Use.NAMED,))
    ends(school, "cleo", DAY + timedelta(2), (Use.GROUP,))
    found = overview(school).ending
    assert [(e.pupil.id, (e.last_day - DAY).days, len(e.what)) for e in found] == [
        ("cleo", 0, 2),
        ("cleo", 2, 2),
        ("amina", 30, 10),
    ]


def test_a_yes_without_an_end_does_not_end(school: MadeSchool) -> None:
    assert overview(school).ending == ()


@pytest.mark.parametrize("no", [holds, withdraws, objects])
def test_a_child_who_may_not_be_shown_is_in_no_list_whatever_the_ground(
    school: MadeSchool, no: Callable[[MadeSchool], None]
) -> None:
    ends(school, "amina", DAY + timedelta(3))
    no(school)
    assert overview(school).ending == ()


def test_children_who_left_or_leave_soon_are_listed_those_in_live_posts_first(
    school: MadeSchool,
) -> None:
    school.published(picture("a", 1), names=("amina",))
    leave(school, "ben", -10)
    leave(school, "cleo", 31)
    leave(school, "amina", 30)
    found = overview(school).leavers
    assert [(leaver.pupil.id, leaver.live) for leaver in found] == [("amina", 1), ("ben", 0)]


def test_may_and_may_not_is_all_that_is_told_of_a_child(school: MadeSchool) -> None:
    assert seen(school).may == EVERYTHING
    with school.begin() as uow:
        no = school.consent(
            uow, "amina", ChannelName.LINKEDIN, Use.NAMED, ConsentState.NOT_ANSWERED
        )
        uow.consents.put(no)
    assert seen(school).may == EVERYTHING - {(ChannelName.LINKEDIN, Use.NAMED)}


def test_a_held_child_looks_like_one_whose_family_withdrew() -> None:
    found = []
    for no in (holds, withdraws, objects):
        school = MadeSchool()
        school.published(picture("a", 1), names=("amina",))
        no(school)
        found.append(seen(school))
    assert found[0] == found[1] == found[2]
    assert found[0].may == frozenset()
    assert found[0].live == ("https://www.instagram.com/1",)


def test_a_child_who_is_not_there_is_said(school: MadeSchool) -> None:
    with pytest.raises(NotFound):
        seen(school, "nobody")


@pytest.mark.parametrize("who", ["teacher", "dsl", "dpo", "governor"])
def test_whoever_does_not_keep_the_register_sees_neither(school: MadeSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="keep the register"):
        overview(school, who)
    with pytest.raises(NotAllowed, match="keep the register"):
        seen(school, who=who)
