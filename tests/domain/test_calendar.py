"""Which days are school days, and how many have gone by."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.calendar import SchoolCalendar, Span

AUTUMN = Span("Autumn", date(2026, 9, 1), date(2026, 12, 18))
SPRING = Span("Spring", date(2027, 1, 4), date(2027, 3, 25))
HALF_TERM = Span("Half-term", date(2026, 10, 19), date(2026, 10, 30))
CALENDAR = SchoolCalendar(
    "Oakfield Primary", (AUTUMN, SPRING), (HALF_TERM,), frozenset({date(2026, 11, 2)})
)
days = st.dates(date(2026, 8, 1), date(2027, 4, 30))


@pytest.mark.parametrize(
    ("day", "school"),
    [
        (date(2026, 9, 1), True),
        (date(2026, 12, 18), True),
        (date(2026, 10, 16), True),
        (date(2026, 10, 19), False),
        (date(2026, 10, 30), False),
        (date(2026, 11, 2), False),
        (date(2026, 11, 14), False),
        (date(2026, 11, 15), False),
        (date(2026, 12, 21), False),
        (date(2027, 1, 4), True),
    ],
)
def test_a_school_day_is_a_weekday_in_term_that_is_not_free(
    day: date,
    school: bool,  # noqa: FBT001
) -> None:
    assert CALENDAR.is_school_day(day) is school


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        (date(2026, 11, 16), date(2026, 11, 16), 0),
        (date(2026, 11, 13), date(2026, 11, 16), 1),
        (date(2026, 10, 16), date(2026, 11, 3), 1),
        (date(2026, 12, 18), date(2027, 1, 4), 1),
        (date(2026, 11, 2), date(2026, 11, 13), 9),
    ],
)
def test_the_day_itself_does_not_count_and_the_last_does(
    first: date, last: date, count: int
) -> None:
    assert CALENDAR.school_days_after(first, last) == count


@pytest.mark.parametrize(
    ("first", "last"),
    [
        (date(2026, 8, 31), date(2026, 9, 2)),
        (date(2027, 3, 25), date(2027, 3, 26)),
        (date(2026, 11, 16), date(2026, 11, 15)),
    ],
    ids=["before the calendar", "after it", "a clock that went back"],
)
def test_what_cannot_be_told_is_not_guessed(first: date, last: date) -> None:
    assert CALENDAR.school_days_after(first, last) is None


def test_without_terms_nothing_can_be_told() -> None:
    empty = SchoolCalendar("Oakfield Primary", ())

    assert not empty.covers(date(2026, 11, 16))
    assert empty.school_days_after(date(2026, 11, 16), date(2026, 11, 16)) is None


@given(days, days)
def test_time_going_by_never_makes_anything_younger(first: date, last: date) -> None:
    age = CALENDAR.school_days_after(first, last)
    later = CALENDAR.school_days_after(first, last + timedelta(days=1))
    if age is not None and later is not None:
        assert later - age == CALENDAR.is_school_day(last + timedelta(days=1))
