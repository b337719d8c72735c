"""Trips out of a calendar or a table: what is sure comes in, the rest is listed with why."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gatekeeper.desk.trips.trips_import import Brought, read_trips
from gatekeeper.domain.register import Pupil, groups_of
from gatekeeper.errors import UsageError

GROUPS = frozenset({"Year 4", "Year 5", "Choir"})
HEAD = "id,name,place,groups,starts,ends,leader\n"


def calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}\r\nEND:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{body}END:VCALENDAR\r\n".encode()


def event(**changes: str) -> str:
    lines = {
        "UID": "1",
        "SUMMARY": "Year 4 to the museum",
        "LOCATION": "Science Museum",
        "DTSTART": "20261118T084500",
        "DTEND": "20261118T153000Z",
    } | changes
    return "\r\n".join(f"{key}:{value}" for key, value in lines.items() if value)


def read(data: bytes) -> Brought:
    return read_trips(data, GROUPS, "teacher")


def test_an_event_with_a_place_and_a_group_is_a_trip() -> None:
    (trip,) = read(calendar(event())).trips

    assert (trip.name, trip.place, trip.groups) == (
        "Year 4 to the museum",
        "Science Museum",
        frozenset({"Year 4"}),
    )
    assert trip.starts == datetime(2026, 11, 18, 8, 45, tzinfo=UTC)
    assert trip.ends == datetime(2026, 11, 18, 15, 30, tzinfo=UTC)
    assert trip.leader == "teacher"


def test_a_time_without_a_zone_is_the_schools_own() -> None:
    summer = event(DTSTART="20270618T084500", DTEND="20270618T153000")
    (trip,) = read(calendar(summer)).trips
    assert trip.starts == datetime(2027, 6, 18, 7, 45, tzinfo=UTC)


def test_whole_days_end_when_the_last_one_does() -> None:
    days = event(DTSTART="", DTEND="") + "\r\nDTSTART;VALUE=DATE:20261120"
    (trip,) = read(calendar(days + "\r\nDTEND;VALUE=DATE:20261123")).trips
    assert trip.starts == datetime(2026, 11, 20, tzinfo=UTC)
    assert trip.ends == datetime(2026, 11, 23, tzinfo=UTC)


def test_groups_are_found_in_name_description_and_categories() -> None:
    told = event(SUMMARY="Museum", DESCRIPTION="with YEAR 5", CATEGORIES="Choir,Trip")
    (trip,) = read(calendar(told)).trips
    assert trip.groups == {"Year 5", "Choir"}


def test_the_same_event_has_the_same_id_at_every_import() -> None:
    first, again = read(calendar(event())), read(calendar(event(), event(UID="2")))
    assert first.trips[0].id == again.trips[0].id != again.trips[1].id


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"LOCATION": ""}, "it has no place"),
        ({"SUMMARY": ""}, "An event without a name"),
        ({"SUMMARY": "Governors of Year 44"}, "names no class"),
        ({"RRULE": "FREQ=WEEKLY"}, "repeated"),
        ({"RDATE": "20261119T084500"}, "repeated"),
        ({"DTEND": "20261118T084500"}, "ends before"),
        ({"DTSTART": ""}, "times cannot be read"),
    ],
)
def test_what_is_not_surely_a_trip_is_listed_with_why(changes: dict[str, str], why: str) -> None:
    brought = read(calendar(event(**changes)))
    assert brought.trips == ()
    assert why in brought.left_out[0]


def test_a_table_is_read_row_by_row() -> None:
    text = HEAD + "zoo,Zoo day,The zoo,Year 4; Choir,2026-11-18 08:45,2026-11-18 15:30,Miss Hale\n"
    (trip,) = read(text.encode("utf-8-sig")).trips
    assert (trip.id, trip.leader, trip.groups) == ("zoo", "Miss Hale", GROUPS - {"Year 5"})
    assert trip.starts == datetime(2026, 11, 18, 8, 45, tzinfo=UTC)


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("zoo,Zoo,,Year 4,2026-11-18 08:45,2026-11-18 15:30,x", "Row 2: place is empty"),
        ("zoo,Zoo,Zoo,Year 4,18/11/2026,2026-11-18 15:30,x", "Row 2: starts and ends are"),
        ("zoo,Zoo,Zoo,Year 4,2026-11-18 08:45,2026-11-18 08:45,x", "Row 2: it ends before"),
        ("zoo,Zoo,Zoo", "Row 2: starts and ends are"),
    ],
)
def test_a_row_that_is_wrong_is_named(row: str, fault: str) -> None:
    with pytest.raises(UsageError, match=fault):
        read((HEAD + row).encode())


@pytest.mark.parametrize("data", [b"", b"hello", b"id,name\nzoo,Zoo\n", b"PK\x03\x04"])
def test_what_is_neither_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="neither a calendar nor a table"):
        read(data)


def test_a_file_that_is_no_text_or_far_too_large_or_a_broken_calendar_is_refused() -> None:
    with pytest.raises(UsageError, match="UTF-8"):
        read(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="too large"):
        read(b" " * 5_000_001)
    with pytest.raises(UsageError, match="cannot be read"):
        read(b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n")


def test_the_groups_of_a_school_are_those_somebody_is_in() -> None:
    pupils = (Pupil("a", "1", "A", "T", school_class="Year 4", groups=frozenset({"Choir"})),)
    assert groups_of((*pupils, Pupil("b", "2", "B", "T"))) == {"Year 4", "Choir"}
