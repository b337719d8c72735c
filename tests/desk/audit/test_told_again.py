"""An archive that still tells of what was said to be down has it ordered down again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.audit.told_again import open_again
from gatekeeper.domain.take_down import TakeDown
from tests.desk.made_school import MadeSchool
from tests.desk.showing.test_known_out import read, told
from tests.desk.takedown.test_take_down import OLD, an_old_post, ask, mark, see
from tests.fakes.examiners import picture


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def newer(school: MadeSchool) -> str:
    """Take in a post of tomorrow; return our id of it."""
    return an_old_post(school, replace(OLD, id="NEW", at=school.clock.now() + timedelta(days=1)))


def opened(school: MadeSchool, *told: str) -> tuple[TakeDown, ...]:
    actor = school.actor("deputy")
    with school.begin() as uow:
        return open_again(uow, actor, told)


def test_what_a_newer_archive_still_holds_is_ordered_down_again(school: MadeSchool) -> None:
    live = an_old_post(school)
    item = ask(school, live)
    assert opened(school, live, newer(school)) == ()
    mark(school, item.id)
    (again,) = opened(school, live, newer(school))
    assert (again.id, again.again) == (item.id, True)
    assert opened(school, live, newer(school)) == ()


def test_an_archive_from_before_or_without_the_post_says_nothing(school: MadeSchool) -> None:
    live = an_old_post(school)
    mark(school, ask(school, live).id)
    assert opened(school, live) == opened(school, newer(school)) == opened(school) == ()
    assert opened(school, an_old_post(school, replace(OLD, id="NO DAY", at=None))) == ()


def test_what_somebody_saw_gone_stays_gone(school: MadeSchool) -> None:
    live = an_old_post(school)
    item = mark(school, ask(school, live).id)
    see(school, item.id)
    assert opened(school, live, newer(school)) == ()


def test_a_release_is_known_by_its_pictures(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    live, other = told(school, at=released.at), told(school, "other", words="Another.")
    read(school, live, released.fingerprints[0])
    mark(school, ask(school, released.id).id)
    assert opened(school, other, newer(school)) == ()
    (again,) = opened(school, live, newer(school))
    assert (again.of, again.again) == (released.id, True)
    with school.begin() as uow:
        kept = uow.published.get(released.id)
    assert kept is not None
    assert kept.taken_down_at is None


def test_what_is_told_is_one_release_and_not_every_one_that_is_like_it(school: MadeSchool) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        earlier = released.at - timedelta(days=30)
        uow.published.put(replace(released, id="alike", at=earlier, link=""))
    live = told(school, at=released.at, link=released.link)
    read(school, live, released.fingerprints[0])
    mark(school, ask(school, "alike").id)
    assert opened(school, live, newer(school)) == ()
