"""What was published lately, and how far away something is."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.history import REACH, History, history_of
from gatekeeper.domain.place import Place
from gatekeeper.domain.release import Published
from gatekeeper.domain.wording import phrases_in

TODAY = date(2026, 11, 16)
AT = datetime(2026, 11, 16, 12, tzinfo=UTC)


def out(days_ago: int, post: str, place: str = "", name: str = "p") -> tuple[date, Published]:
    traits = {"place": place} if place else {}
    made = Published(name, post, ChannelName.INSTAGRAM, "", AT, "deputy", "", traits=traits)
    return TODAY - timedelta(days=days_ago), made


def test_a_history_of_nothing_is_one_gap() -> None:
    assert history_of([], TODAY) == History()
    assert History().gap == REACH.days == 84


def test_it_reaches_twelve_weeks_back_and_no_further() -> None:
    past = history_of([out(85, "a"), out(84, "b"), out(0, "c"), out(-1, "d")], TODAY)
    assert [post.post for post in past.posts] == ["b", "c"]


def test_a_post_on_two_channels_is_one_post() -> None:
    assert len(history_of([out(7, "a"), out(7, "a")], TODAY).posts) == 1


def test_what_the_audit_found_is_told_by_its_own_id() -> None:
    found = history_of([out(7, "", name="x"), out(7, "", name="y")], TODAY)
    assert [post.post for post in found.posts] == ["x", "y"]


def test_the_longest_gap_counts_from_both_ends_too() -> None:
    assert history_of([out(80, "a"), out(50, "b"), out(10, "c")], TODAY).gap == 40
    assert history_of([out(44, "a"), out(40, "b")], TODAY).gap == 40
    assert history_of([out(84, "a"), out(60, "b")], TODAY).gap == 60


def test_the_same_place_on_the_same_weekday() -> None:
    past = history_of([out(7, "a", "Pool"), out(8, "b", "Pool"), out(14, "c", "pool")], TODAY)
    assert past.same("POOL", TODAY.weekday()) == (date(2026, 11, 2), date(2026, 11, 9))


@pytest.mark.parametrize(
    ("place", "metres"),
    [
        (Place(51_250_000, 1_530_000), 0),
        (Place(51_350_000, 1_530_000), 11_120),
        (Place(51_250_000, 1_540_000), 696),
        (Place(51_250_000, 1_520_000), 696),
    ],
)
def test_a_distance_is_right_within_one_in_a_hundred(place: Place, metres: int) -> None:
    school = Place(51_250_000, 1_530_000)
    assert school.metres_to(place) == place.metres_to(school)
    assert school.metres_to(place) == pytest.approx(metres, rel=0.01)


def test_a_distance_across_the_line_of_dates_is_short() -> None:
    assert Place(0, 179_999_000).metres_to(Place(0, -179_999_000)) == pytest.approx(222, abs=1)


def test_phrases_are_whole_words_whatever_their_case_and_spaces() -> None:
    text = "DON\u2019T  forget: the deadlines. A deadline, a Deadline."
    assert phrases_in(text, ["don't forget", "deadline"]) == (
        "DON'T  forget",
        "deadline",
        "Deadline",
    )


def test_a_phrase_inside_a_longer_one_is_left_out() -> None:
    assert phrases_in("Fill in the consent form.", ["form", "consent form"]) == ("consent form",)
