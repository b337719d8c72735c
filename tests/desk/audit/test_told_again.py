"""An archive that still tells of what was said to be down has it ordered down again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.audit.told_again import open_again, still_up
from gatekeeper.desk.childposts.ask_posts import AskPosts, ask_posts
from gatekeeper.desk.childposts.look_through import Looked, say_looked
from gatekeeper.desk.showing.known_out import known_out, lists_of
from gatekeeper.desk.takedown.standing import take_down_of
from gatekeeper.domain.people import SCHOOL
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


def since(school: MadeSchool) -> str:
    """Take in a post of this moment; return our id of it."""
    return an_old_post(school, replace(OLD, id="SINCE", at=school.clock.now()))


def test_what_was_seen_gone_and_a_newer_archive_tells_of_is_ordered_down_anew(
    school: MadeSchool,
) -> None:
    live = an_old_post(school)
    before = mark(school, ask(school, live).id)
    school.clock.move(hours=1)
    between = since(school)
    school.clock.move(hours=1)
    see(school, before.id)
    assert opened(school, live, between) == (), "made after it was down, before it was seen gone"
    (again,) = opened(school, live, newer(school))
    assert (again.of, again.gone, again.due) == (live, None, again.asked_at)
    assert again.id != before.id
    assert opened(school, live, newer(school)) == ()


def of_amina(school: MadeSchool) -> dict[str, int]:
    with school.begin() as uow:
        amina = uow.pupils.get("amina")
        assert amina is not None
        lists = lists_of(uow, amina, known_out(uow))
    return {"shows": len(lists.shows), "nobody": len(lists.nobody), "down": len(lists.down)}


def shown(school: MadeSchool, live: str) -> None:
    """Say that a post shows Amina."""
    dsl = school.actor("dsl")
    with school.begin() as uow:
        ask_posts(uow, dsl, AskPosts("amina", "her mother asked"))
        say_looked(uow, dsl, Looked("amina", shows=frozenset({live})))


def test_what_was_seen_gone_and_is_out_again_is_among_the_posts_of_the_child(
    school: MadeSchool,
) -> None:
    live = told(school)
    shown(school, live)
    see(school, mark(school, ask(school, live).id).id)
    assert of_amina(school) == {"shows": 0, "nobody": 0, "down": 1}
    later = school.clock.now() + timedelta(hours=1)
    opened(school, live, told(school, "new", at=later, media=()))
    assert of_amina(school) == {"shows": 1, "nobody": 0, "down": 0}


def seen_up(school: MadeSchool, name: str, of: str) -> None:
    with school.begin() as uow:
        post = uow.live_posts.get(name)
        assert post is not None
        still_up(uow, SCHOOL, post, of)


@pytest.mark.parametrize("gone", [False, True])
def test_what_can_be_seen_now_is_no_longer_down_in_the_lists(
    school: MadeSchool, *, gone: bool
) -> None:
    live = told(school)
    shown(school, live)
    item = mark(school, ask(school, live).id)
    if gone:
        see(school, item.id)
    school.clock.move(hours=1)
    seen_up(school, live, live)
    assert of_amina(school) == {"shows": 1, "nobody": 0, "down": 0}
    with school.begin() as uow:
        newest = take_down_of(uow, live)
    assert newest is not None
    assert (newest.id != item.id, newest.gone) == (gone, None)


def test_what_could_be_seen_once_more_and_is_gone_since_is_down(school: MadeSchool) -> None:
    live = told(school)
    shown(school, live)
    item = mark(school, ask(school, live).id)
    school.clock.move(hours=1)
    seen_up(school, live, live)
    school.clock.move(hours=1)
    see(school, item.id)
    assert of_amina(school) == {"shows": 0, "nobody": 0, "down": 1}


def test_a_release_that_can_be_seen_after_it_was_down_is_a_post_to_look_at_until_it_is_gone(
    school: MadeSchool,
) -> None:
    released = school.published(picture("a", 1), names=("amina",))
    live = told(school, at=released.at, link=released.link)
    item = mark(school, ask(school, released.id).id)
    assert of_amina(school) == {"shows": 0, "nobody": 0, "down": 1}
    school.clock.move(hours=1)
    seen_up(school, live, released.id)
    assert of_amina(school) == {"shows": 0, "nobody": 1, "down": 1}
    school.clock.move(hours=1)
    see(school, item.id)
    assert of_amina(school) == {"shows": 0, "nobody": 0, "down": 1}


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
