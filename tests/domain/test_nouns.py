"""The smaller nouns: posts, rules, waivers, evidence, and how things are said."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import Outcome, between
from gatekeeper.domain.evidence import cache_key
from gatekeeper.domain.picture import Box, Original, Picture, Recipe, Rendition
from gatekeeper.domain.post import Post
from gatekeeper.domain.rules import Clause, Waiver
from gatekeeper.domain.suggestion import Candidate, Suggested, Suggestion
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands, listed

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
PICTURE = Picture(Original("o", "a.jpg", 9), alt_text="Children on a bench")
POST = Post("p", "Sports day", NOON, (ChannelName.INSTAGRAM,), (PICTURE,), trip="zoo")
RENDITION = Rendition("o", ChannelName.INSTAGRAM, "d", 9, 9, 9)


@pytest.mark.parametrize(
    "changed",
    [
        replace(POST, words="Sports Day"),
        replace(POST, comments_off=True),
        replace(POST, channels=(ChannelName.LINKEDIN,)),
        replace(POST, trip=None),
        replace(POST, groups=frozenset({"Year 4"})),
        replace(POST, pictures=()),
        replace(POST, pictures=(replace(PICTURE, alt_text=""),)),
        replace(POST, pictures=(replace(PICTURE, recipe=Recipe(Box(0, 0, 1, 1))),)),
        replace(POST, pictures=(replace(PICTURE, renditions=(RENDITION,)),)),
        replace(POST, pictures=(replace(PICTURE, renditions=(replace(RENDITION, digest="e"),)),)),
    ],
)
def test_every_change_of_a_post_is_another_digest(changed: Post) -> None:
    assert changed.digest != POST.digest
    assert replace(changed).digest == changed.digest


def test_a_post_is_read_in_its_words_and_in_each_alternative_text() -> None:
    assert POST.texts == {"words": "Sports day", "alt text 1": "Children on a bench"}
    assert replace(POST, words=" \n", pictures=(replace(PICTURE, alt_text=""),)).texts == {}


def test_a_child_may_say_no_to_a_post_or_to_one_of_its_pictures() -> None:
    assert POST.about == {"p", "o"}


def test_pictures_are_counted_from_one() -> None:
    assert (POST.number("o"), POST.number("x")) == (1, 0)


@pytest.mark.parametrize(("day", "holds"), [(1, False), (2, True), (3, True), (4, False)])
def test_a_waiver_holds_from_its_first_day_to_its_last(day: int, holds: bool) -> None:  # noqa: FBT001
    waiver = Waiver("R02", "head", "why", date(2026, 11, 2), date(2026, 11, 3))

    assert waiver.on(date(2026, 11, day)) is holds


def test_a_clause_is_ours_where_something_was_added() -> None:
    clause = Clause("O1", "Official use", "Two channels.")

    assert not clause.ours
    assert replace(clause, addition="No third.").ours


def test_an_outcome_is_its_name_and_carries_its_floor() -> None:
    class Found(Outcome):
        ODD = "odd", Verdict.ASK

    assert (Found.ODD.value, str(Found.ODD), Found.ODD.floor) == ("odd", "odd", Verdict.ASK)
    assert list(Found) == [Found.ODD]


def test_a_parameter_carries_its_bounds() -> None:
    item = between(1, 10, default=5, unit="days")

    assert (item.default, dict(item.metadata)) == (5, {"low": 1, "high": 10, "unit": "days"})


def test_evidence_is_kept_under_everything_that_could_change_it() -> None:
    given = ["post", "original", "faces", "1"]
    keys = {cache_key(*given)}
    for place in range(len(given)):
        keys.add(cache_key(*[*given[:place], "other", *given[place + 1 :]]))

    assert len(keys) == 5


@pytest.mark.parametrize(
    ("items", "said"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_things_are_listed_as_one_would_say_them(items: list[str], said: str) -> None:
    assert listed(items) == said


def test_every_channel_is_written_as_its_platform_writes_it() -> None:
    assert brands(ChannelName) == "Instagram and LinkedIn"


def test_what_was_suggested_for_a_picture_names_its_candidates() -> None:
    shown = (Suggestion("s1"), Suggestion("s2", (Candidate("amina", 900), Candidate("ben", 400))))
    suggested = Suggested("x", "p", "o", "matcher 1", shown, NOON)

    assert [suggested.names(pupil) for pupil in ("amina", "ben", "cleo")] == [True, True, False]
    assert shown[0].first is None
    assert shown[1].first == Candidate("amina", 900)
