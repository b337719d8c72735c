"""Three lists that are never merged, over the child's time at the school."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import (
    KnownOut,
    Look,
    ThreeLists,
    at_school_since,
    look_id,
    three_lists,
)
from gatekeeper.domain.register import Pupil

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
AMINA = Pupil("amina", "M1", "Amina", "Test", school_class="Year 4")
ME = frozenset({"amina"})


def out(of: str, days: int | None = 1, **more: object) -> KnownOut:
    at = NOW - timedelta(days=days) if days is not None else None
    return KnownOut(of, ChannelName.INSTAGRAM, at, "", "", live=of, **more)  # type: ignore[arg-type]


def look(of: str, *, shows: bool, by: str = "dsl") -> Look:
    return Look(look_id("amina", of, by), "amina", of, by, NOW, shows)


def lists(*posts: KnownOut, looks: tuple[Look, ...] = (), since: date | None = None) -> ThreeLists:
    return three_lists(AMINA, posts, looks, since)


def ids(some: object) -> list[str]:
    return [found.out.of for found in some]  # type: ignore[attr-defined]


def test_each_post_stands_in_one_list_by_what_is_known_of_it() -> None:
    found = lists(
        out("named", shows=ME, accounted=True),
        out("rolled", may_show=ME, accounted=True),
        out("suggested", suggested=ME),
        out("old"),
        out("others", shows=frozenset({"ben"}), accounted=True),
        out("tapped"),
        looks=(look("tapped", shows=True),),
    )
    assert ids(found.shows) == ["named", "tapped"]
    assert ids(found.may_show) == ["rolled", "suggested"]
    assert ids(found.nobody) == ["old"]
    assert ids(found.to_look) == ["suggested", "old"]
    assert (ids(found.looked), found.taken) == (["tapped"], 6)


def test_a_machine_s_suggestion_never_makes_it_one_that_shows() -> None:
    assert lists(out("a", suggested=ME)).shows == ()


def test_a_look_ends_a_suggestion_and_leaves_a_roll_call_as_it_is() -> None:
    posts = (out("suggested", suggested=ME), out("rolled", may_show=ME, accounted=True))
    looks = tuple(look(post.of, shows=False) for post in posts)
    assert ids(lists(*posts, looks=looks).may_show) == ["rolled"]


def test_where_two_people_differ_the_one_who_saw_the_child_counts() -> None:
    looks = (look("a", shows=True), look("a", shows=False, by="office"))
    assert ids(lists(out("a"), looks=looks).shows) == ["a"]


def test_a_look_at_other_pictures_counts_no_more_but_still_names_the_child() -> None:
    posts = tuple(
        out(
            of, told_at=NOW + timedelta(hours=1), suggested=ME if of == "suggested" else frozenset()
        )
        for of in ("seen", "not seen", "suggested")
    )
    said = (look("seen", shows=True), look("not seen", shows=False), look("suggested", shows=False))
    found = lists(*posts, looks=said)
    assert (ids(found.shows), ids(found.looked)) == (["seen"], [])
    assert ids(found.to_look) == ["seen", "suggested", "not seen"]
    now = lists(*(replace(post, told_at=NOW) for post in posts), looks=said)
    assert (len(now.looked), now.to_look) == (3, ())


def test_what_was_taken_down_before_anybody_looked_is_counted_apart() -> None:
    posts = (out("named", shows=ME), out("seen"), out("answered", accounted=True), out("unseen"))
    found = lists(*(replace(p, down_at=NOW) for p in posts), looks=(look("seen", shows=False),))
    assert (found.taken, found.unseen) == (4, 1)


def test_what_was_taken_down_is_listed_by_itself_where_it_showed_the_child() -> None:
    posts = (
        out("named", shows=ME),
        out("rolled", may_show=ME),
        out("other"),
    )
    found = lists(*(replace(post, down_at=NOW) for post in posts))
    assert (found.shows, found.may_show, found.nobody) == ((), (), ())
    assert ids(found.down) == ["named", "rolled"]


def test_what_went_out_before_the_child_came_is_left_out_and_an_unknown_day_is_not() -> None:
    posts = (out("before", 400), out("after", 1), out("unknown", None))
    found = lists(*posts, since=date(2026, 1, 1))
    assert ids(found.nobody) == ["unknown", "after"]


def test_what_is_said_to_show_the_child_is_kept_whatever_its_class_says() -> None:
    posts = (
        out("named", 400, shows=ME),
        out("tapped", 400),
        out("rolled", 400, may_show=ME),
        out("suggested", 400, suggested=ME),
        out("seen not to", 400, suggested=ME),
        out("down", 400, shows=ME, down_at=NOW),
        out("another's", 400, shows=frozenset({"ben"})),
    )
    looks = (look("tapped", shows=True), look("seen not to", shows=False))
    found = lists(*posts, looks=looks, since=date(2026, 1, 1))
    assert ids(found.shows) == ["named", "tapped"]
    assert ids(found.may_show) == ["rolled", "suggested"]
    assert (ids(found.down), found.nobody, found.taken) == (["down"], (), 5)


def test_the_newest_comes_first() -> None:
    assert ids(lists(out("older", 9), out("newer", 1)).nobody) == ["newer", "older"]


@pytest.mark.parametrize(
    ("school_class", "since"),
    [
        ("Year 4", date(2020, 9, 1)),
        ("Y4 Kestrels", date(2020, 9, 1)),
        ("Year 3/4", date(2020, 9, 1)),
        ("Y1 & Y2", date(2022, 9, 1)),
        ("Y1&2", date(2022, 9, 1)),
        ("Years 1 and 2", date(2022, 9, 1)),
        ("Year 3/4/5", date(2019, 9, 1)),
        ("Reception, Y1 and Y2", date(2022, 9, 1)),
        ("Years 5 to 6, room 21", date(2018, 9, 1)),
        ("Year 1", date(2023, 9, 1)),
        ("Year 42", None),
        ("Year 10", date(2014, 9, 1)),
        ("Year 9/10", date(2014, 9, 1)),
        ("Reception", date(2024, 9, 1)),
        ("Nursery", date(2025, 9, 1)),
        ("Kestrels", None),
        ("", None),
    ],
)
def test_the_class_says_when_a_child_can_have_come_at_the_earliest(
    school_class: str, since: date | None
) -> None:
    pupil = replace(AMINA, school_class=school_class)
    assert at_school_since(pupil, date(2026, 11, 16)) == since


def test_of_a_leaver_the_class_at_leaving_counts() -> None:
    left = replace(AMINA, school_class="Year 6", left_on=date(2024, 7, 19))
    assert at_school_since(left, date(2026, 11, 16)) == date(2015, 9, 1)
