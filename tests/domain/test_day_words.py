"""The day that words name: where they can be read in two ways, the later one."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from gatekeeper.domain.day_words import end_of_days_named, last_day_named

MONDAY = date(2026, 11, 16)


@pytest.mark.parametrize(
    "text",
    [
        "We go to the zoo.",
        "We go next term.",
        "We go next week, on Tuesday perhaps.",
        "We swim on Tuesdays.",
        "We sat in the sun.",
        "We go on 31 February.",
        "On Friday, or on 30 February.",
        "The 2nd team plays soon.",
        "Our 2nd team plays on Friday.",
        "Friday week",
        "a week on Friday",
        "a week today",
        "tomorrow week",
        "a fortnight today",
        "the following Tuesday",
        "Friday next",
        "in two days",
        "the day after tomorrow",
        "tomorrow for three nights",
        "tomorrow for one night",
        "all week from tomorrow",
        "From Monday we are at camp",
        "starting on 3 December",
        "Fri - Sun at camp",
        "Friday 28th",
        "Friday at 10, and 9.11 as well",
    ],
)
def test_words_that_name_no_day_that_anybody_can_tell_name_none(text: str) -> None:
    assert last_day_named(text, MONDAY) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", date(2026, 11, 16)),
        ("This afternoon we go", date(2026, 11, 16)),
        ("tomorrow evening", date(2026, 11, 17)),
        ("on Friday", date(2026, 11, 20)),
        ("this Friday", date(2026, 11, 20)),
        ("Fri 2pm", date(2026, 11, 20)),
        ("Wednesday's match", date(2026, 11, 18)),
        ("THURSDAY", date(2026, 11, 19)),
        ("on Saturday at 11", date(2026, 11, 21)),
        ("at the weekend", date(2026, 11, 22)),
        ("12 December", date(2026, 12, 12)),
        ("the 12th of December", date(2026, 12, 12)),
        ("December 12th", date(2026, 12, 12)),
        ("4 March", date(2027, 3, 4)),
        ("on the 8th", date(2026, 12, 8)),
        ("on the 31st", date(2026, 12, 31)),
        ("on Thursday 26/11.", date(2026, 11, 26)),
        ("on 24/12/2026", date(2026, 12, 24)),
        ("on 30.11.", date(2026, 11, 30)),
        ("on 30.11.26", date(2026, 11, 30)),
        ("this week on Friday", date(2026, 11, 20)),
        ("from 9am on Friday", date(2026, 11, 20)),
        ("at 8.10 am on Friday, for £4.10", date(2026, 11, 20)),
    ],
)
def test_a_day_is_the_next_of_its_name(text: str, day: date) -> None:
    assert last_day_named(text, MONDAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("next Friday", date(2026, 11, 27)),
        ("on Monday", date(2026, 11, 23)),
        ("Monday and Tuesday", date(2026, 11, 23)),
        ("from Wednesday to Friday", date(2026, 11, 20)),
        ("on Monday the 30th", date(2026, 11, 30)),
        ("on Monday 30th", date(2026, 11, 30)),
        ("Tuesday, 1st at 10", date(2026, 12, 1)),
        ("Friday 27th March", date(2027, 3, 27)),
        ("Mon 23rd - Fri 27th", date(2026, 11, 27)),
        ("23rd-27th November", date(2026, 11, 27)),
        ("5th and 6th December", date(2026, 12, 6)),
        ("30th November - 4th December", date(2026, 12, 4)),
    ],
)
def test_of_two_days_the_later_is_meant(text: str, day: date) -> None:
    assert last_day_named(text, MONDAY) == day


def test_the_days_are_over_at_midnight() -> None:
    end = end_of_days_named("today", datetime(2026, 11, 16, 9, tzinfo=UTC))
    assert end == datetime(2026, 11, 17, tzinfo=UTC)


def test_without_a_day_there_is_no_end() -> None:
    assert end_of_days_named("next term", datetime(2026, 11, 16, 9, tzinfo=UTC)) is None


def test_late_on_a_summer_evening_it_is_the_next_day_at_school_already() -> None:
    end = end_of_days_named("tomorrow", datetime(2027, 6, 21, 23, 30, tzinfo=UTC))
    assert end == datetime(2027, 6, 24, tzinfo=UTC)
