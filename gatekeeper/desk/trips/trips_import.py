"""Trips out of what a school has already: its calendar (.ics) or a table (.csv).

A calendar holds much that is no trip. An event is brought in when it has a place and names a group
of the school; every other is listed with why, and nothing is guessed. Times without a zone are
those of the school. A table has the columns id, name, place, groups, starts, ends, leader; several
groups stand between semicolons, and a time is written 2026-11-18 08:45.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from icalendar import Calendar, Event

from gatekeeper.desk.school import LONDON
from gatekeeper.desk.trips.trips_file import PlannedTrip
from gatekeeper.errors import UsageError

COLUMNS = ("id", "name", "place", "groups", "starts", "ends", "leader")
LARGEST = 5_000_000
"""Bytes of a file."""
_REMEDY = "Correct the file, then run the same command again. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file holds: trips to enter, and every other event with the reason."""

    trips: tuple[PlannedTrip, ...]
    left_out: tuple[str, ...] = ()


def read_trips(data: bytes, groups: frozenset[str], leader: str) -> Brought:
    """Read a calendar or a table, told apart by how it begins.

    `groups` are the school's; `leader` leads the trips of a calendar, which names none.

    Raises:
        UsageError: it is neither, or a row is wrong; every wrong row is named.
    """
    if len(data) > LARGEST:
        raise UsageError("The file is too large for a calendar.", _REMEDY)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError("The file is not UTF-8 text.", "Save it again as UTF-8.") from error
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        return _calendar(text, groups, leader)
    return Brought(_table(text))


def _calendar(text: str, groups: frozenset[str], leader: str) -> Brought:
    try:
        events = Calendar.from_ical(text).events
    except (ValueError, KeyError, IndexError) as error:
        raise UsageError("This calendar cannot be read.", _REMEDY) from error
    trips, left_out = [], []
    for event in events:
        made = _event(event, groups, leader)
        if isinstance(made, PlannedTrip):
            trips.append(made)
        else:
            left_out.append(f"{_line(event, 'SUMMARY') or 'An event without a name'}: {made}")
    return Brought(tuple(trips), tuple(left_out))


def _event(event: Event, groups: frozenset[str], leader: str) -> PlannedTrip | str:
    """Return the trip, or why it is none."""
    name, place = _line(event, "SUMMARY"), _line(event, "LOCATION")
    going = _named(f"{name}\n{_line(event, 'DESCRIPTION')}\n{_categories(event)}", groups)
    if not name or not place:
        return "it has no place."
    if not going:
        return "it names no class or group of the school."
    if "RRULE" in event or "RDATE" in event:
        return "it is repeated; enter each day of it by hand."
    try:
        starts, ends = _moment(event.start), _moment(event.end)
    except (ValueError, KeyError, AttributeError):
        return "its times cannot be read."
    if ends <= starts:
        return "it ends before it starts, or at the same moment."
    return PlannedTrip(_id(_line(event, "UID") or name), name, place, going, starts, ends, leader)


def _line(event: Event, key: str) -> str:
    return " ".join(str(event.get(key, "")).split())


def _categories(event: Event) -> str:
    return "\n".join(str(category) for category in event.categories)


def _named(text: str, groups: Iterable[str]) -> frozenset[str]:
    """Return the groups whose names stand in a text as whole words."""
    return frozenset(
        group
        for group in groups
        if re.search(rf"(?<!\w){re.escape(group)}(?!\w)", text, re.IGNORECASE)
    )


def _moment(value: date) -> datetime:
    """Return a day's first moment, or a time with its zone: the school's where it has none."""
    if not isinstance(value, datetime):
        return datetime.combine(value, time.min, LONDON)
    return value if value.tzinfo else value.replace(tzinfo=LONDON)


def _id(uid: str) -> str:
    """Return a short id that the same event has at every import."""
    return f"calendar-{hashlib.sha256(uid.encode()).hexdigest()[:12]}"


def _table(text: str) -> tuple[PlannedTrip, ...]:
    rows = list(csv.DictReader(io.StringIO(text, newline=""), skipinitialspace=True))
    heading = tuple(rows[0]) if rows else ()
    if set(heading) != set(COLUMNS):
        message = f"This is neither a calendar nor a table with the columns {', '.join(COLUMNS)}."
        raise UsageError(message, _REMEDY)
    faults: list[str] = []
    trips = [_row(number, row, faults) for number, row in enumerate(rows, start=2)]
    if faults:
        raise UsageError("\n".join(faults), _REMEDY)
    return tuple(trip for trip in trips if trip is not None)


def _row(number: int, row: dict[str, str | None], faults: list[str]) -> PlannedTrip | None:
    cells = {name: (row[name] or "").strip() for name in COLUMNS}
    empty = [name for name in COLUMNS if not cells[name]]
    try:
        starts, ends = (_moment(datetime.fromisoformat(cells[n])) for n in ("starts", "ends"))
    except ValueError:
        faults.append(f"Row {number}: starts and ends are written like 2026-11-18 08:45.")
        return None
    if empty or ends <= starts:
        what = f"{empty[0]} is empty." if empty else "it ends before it starts."
        faults.append(f"Row {number}: {what}")
        return None
    groups = frozenset(part.strip() for part in cells["groups"].split(";") if part.strip())
    return PlannedTrip(
        cells["id"], cells["name"], cells["place"], groups, starts, ends, cells["leader"]
    )
