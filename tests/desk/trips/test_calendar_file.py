"""`calendar.toml`: the school's terms, breaks and closed days."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from gatekeeper.desk.trips.calendar_file import parse
from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.place import Place
from gatekeeper.errors import UsageError

HEAD = 'school = "Oakfield Primary"\n'
AUTUMN = '[[term]]\nname = "Autumn"\nstarts = 2026-09-01\nends = 2026-12-18\n'
SPRING = '[[term]]\nname = "Spring"\nstarts = 2027-01-04\nends = 2027-03-25\n'


def span(kind: str, name: str, starts: str, ends: str) -> str:
    """Return one table."""
    return f'[[{kind}]]\nname = "{name}"\nstarts = {starts}\nends = {ends}\n'


def refused(text: str) -> str:
    """Return what the person is told."""
    with pytest.raises(UsageError) as caught:
        parse(text)
    assert "calendar.toml" in caught.value.remedy
    return str(caught.value)


def test_terms_breaks_and_single_days_arrive() -> None:
    single = (
        "inset_days = [2026-09-01]\nbank_holidays = [2026-12-25, 2027-01-01]\n"
        "closed_days = [2027-02-03]\n"
    )
    half_term = span("break", "October half-term", "2026-10-19", "2026-10-30")
    assert parse(HEAD + single + SPRING + AUTUMN + half_term) == SchoolCalendar(
        "Oakfield Primary",
        (
            Span("Autumn", date(2026, 9, 1), date(2026, 12, 18)),
            Span("Spring", date(2027, 1, 4), date(2027, 3, 25)),
        ),
        (Span("October half-term", date(2026, 10, 19), date(2026, 10, 30)),),
        frozenset({date(2026, 9, 1), date(2026, 12, 25), date(2027, 1, 1), date(2027, 2, 3)}),
    )


def test_the_schools_place_is_read_as_a_map_shows_it() -> None:
    assert parse(HEAD + AUTUMN).site is None
    said = HEAD + 'place = "51.25001, -1.53"\n' + AUTUMN
    assert parse(said).site == Place(51_250_010, -1_530_000)


@pytest.mark.parametrize("place", ["Kent", "51.25", "51.25, 1.53, 7", "91.0, 1.0", "1.0, 181.0"])
def test_a_place_that_is_none_is_refused(place: str) -> None:
    assert "Write it as a map does" in refused(HEAD + f'place = "{place}"\n' + AUTUMN)


def test_oakfield_s_own_calendar_is_read(checkout: Path) -> None:
    text = (checkout / "consent_data" / "calendar.toml").read_text(encoding="utf-8")
    calendar = parse(text)
    assert calendar.is_school_day(date(2026, 11, 18))
    assert not calendar.is_school_day(date(2026, 10, 28))
    assert not calendar.is_school_day(date(2026, 11, 2))


def test_a_term_may_be_one_day_and_the_next_may_follow_at_once() -> None:
    text = (
        HEAD
        + span("term", "A", "2026-09-01", "2026-09-01")
        + span("term", "B", "2026-09-02", "2026-09-03")
    )
    assert len(parse(text).terms) == 2


def test_a_break_lies_inside_a_term_and_a_closed_day_inside_a_break() -> None:
    text = HEAD + "closed_days = [2026-10-20]\n" + AUTUMN
    assert parse(text + span("break", "Half-term", "2026-10-19", "2026-10-30")).breaks


@pytest.mark.parametrize("kind", ["term", "break"])
@pytest.mark.parametrize(
    ("starts", "ends"),
    [("2026-10-30", "2026-11-06"), ("2026-10-01", "2026-10-19"), ("2026-10-21", "2026-10-22")],
)
def test_two_that_overlap_are_refused(kind: str, starts: str, ends: str) -> None:
    text = span(kind, "First", "2026-10-19", "2026-10-30") + span(kind, "Second", starts, ends)
    told = refused(HEAD + (AUTUMN if kind == "break" else "") + text)
    assert f'[[{kind}]]: "First" and "Second" overlap' in told


@pytest.mark.parametrize("kind", ["term", "break"])
def test_reversed_days_are_refused(kind: str) -> None:
    told = refused(HEAD + SPRING + span(kind, "Oops", "2026-12-18", "2026-09-01"))
    assert '"Oops" ends (2026-09-01) before it starts (2026-12-18)' in told


@pytest.mark.parametrize("terms", ["", "term = []\n"])
def test_a_calendar_without_a_term_is_refused(terms: str) -> None:
    assert "there is no term in it" in refused(HEAD + terms)


def test_a_calendar_of_no_school_is_refused() -> None:
    assert 'school is missing. Write school = "..."' in refused(AUTUMN)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("inset_day = [2026-09-01]", "inset_day is not known here. Did you mean inset_days?"),
        ("inset_days = 2026-09-01", "inset_days is something else. Write inset_days = [2026-"),
        ('bank_holidays = ["2026-12-25"]', "bank_holidays has something else in it."),
        ("closed_days = [2026-12-25T00:00:00]", "closed_days has something else in it."),
        ("closed_days = [2026-12-25, 0206-12-26]", "closed_days is in the year 206"),
        ("[term]", "term is a table. Write [[term]]"),
    ],
)
def test_a_line_that_could_be_misread_is_refused(line: str, says: str) -> None:
    told = refused(f"{HEAD}{line}\n" + ("" if line == "[term]" else AUTUMN))
    assert says in told
    assert "faults" not in told


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ("[[break]]\nstarts = 2026-10-19\nends = 2026-10-20\n", "break 1: name is missing"),
        ('[[break]]\nname = "B"\nends = 2026-10-20\n', "break 1: starts is missing. Write"),
        ('[[break]]\nname = "B"\nstarts = 2026-10-20\n', "break 1: ends is missing. Write"),
        (
            '[[break]]\nname = "B"\nstarts = 2026-10-20T09:00:00\nends = 2026-10-21\n',
            "starts has a time with it. Write the day alone: starts = 2026-10-20",
        ),
        ('[[break]]\nname = "B"\nstarts = 1\nends = 2026-10-21\n', "starts is not a day."),
        (
            '[[break]]\nname = "B"\nstarts = 2026-10-20\nends = 2026-10-21\nend = 1\n',
            "end is not known here. Did you mean ends?",
        ),
    ],
)
def test_a_break_that_is_not_whole_is_refused(table: str, says: str) -> None:
    told = refused(HEAD + AUTUMN + table)
    assert says in told
    assert "faults" not in told


def test_a_day_in_no_calendar_is_refused_with_its_line() -> None:
    told = refused(HEAD + "inset_days = [2026-02-30]\n")
    assert "line 2, column" in told


TERM = f"{HEAD}{AUTUMN}"


def telephone(whom: str, number: str) -> str:
    """Return one number as it is written."""
    return f'[[telephone]]\nwhom = "{whom}"\nnumber = "{number}"\n'


def test_telephone_numbers_of_an_emergency_arrive() -> None:
    calendar = parse(TERM + telephone("LADO", "01632 960111") + telephone("dpo", "+44 1632 960112"))
    assert calendar.telephones == {"lado": "01632 960111", "dpo": "+44 1632 960112"}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (telephone("mayor", "01632 960111"), "lado"),
        (telephone("lado", "ask the office"), "no telephone number"),
        (telephone("lado", "101") + telephone("LADO", "102"), "twice"),
        (telephone("", "101"), "whom is empty"),
        (telephone("lado", ""), "number is empty"),
    ],
)
def test_a_number_that_nobody_could_ring_is_refused(written: str, said: str) -> None:
    assert said in refused(TERM + written)
