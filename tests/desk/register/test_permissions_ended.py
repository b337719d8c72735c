"""What a day turns into a no, a yes that ends or a child who leaves, causes what any no causes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.register.permissions_ended import end_permissions_once_a_day
from gatekeeper.desk.school import School
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_erase_child import leave
from tests.desk.register.test_permission_changed import (
    Caused,
    a_school_with_posts,
    caused,
    holds,
    leaves,
)


def ends_today(school: MadeSchool, pupil: str = "amina") -> None:
    with school.begin() as uow:
        for consent in uow.consents.of(pupil):
            last = replace(consent, id=uow.mint(), until=School.day(uow.now))
            uow.consents.put(last)


def rounds(school: MadeSchool) -> None:
    with school.begin() as uow:
        end_permissions_once_a_day(uow)


def told(school: MadeSchool) -> tuple[str, ...]:
    with school.begin() as uow:
        return end_permissions_once_a_day(uow)


@pytest.fixture(scope="module")
def of_a_hold() -> Caused:
    school = a_school_with_posts()
    school.clock.move(days=1)
    return caused(school, holds)


def test_it_causes_what_a_hold_causes(of_a_hold: Caused) -> None:
    school = a_school_with_posts()
    ends_today(school)
    school.clock.move(days=1)
    assert caused(school, rounds).told == of_a_hold.told
    school = a_school_with_posts()
    ends_today(school)
    school.clock.move(days=1)
    assert caused(school, rounds).asked == of_a_hold.asked


def test_its_last_day_still_counts_and_it_is_told_of_once(school: MadeSchool) -> None:
    ends_today(school)
    assert told(school) == ()
    school.clock.move(days=1)
    assert told(school) == ("amina",)
    assert told(school) == ()
    school.clock.move(days=1)
    assert told(school) == ()


def test_a_server_that_slept_tells_of_it_later(school: MadeSchool) -> None:
    ends_today(school)
    school.clock.move(days=9)
    assert told(school) == ("amina",)


def test_a_child_who_leaves_on_a_day_ahead_causes_it_on_that_day(of_a_hold: Caused) -> None:
    school = a_school_with_posts()
    leave(school, "amina", 1)
    assert told(school) == ()
    school.clock.move(days=1)
    assert caused(school, rounds) == of_a_hold
    school.clock.move(days=1)
    assert told(school) == ()


def test_a_leaver_of_whom_a_file_told_is_not_told_of_again(school: MadeSchool) -> None:
    leaves(school)
    assert told(school) == ()
    school.clock.move(days=1)
    assert told(school) == ()


def test_a_leaver_of_whom_something_was_told_before_the_last_day_is_told_of(
    school: MadeSchool,
) -> None:
    leave(school, "amina", 1)
    holds(school)
    school.clock.move(days=3)
    assert told(school) == ("amina",)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()
