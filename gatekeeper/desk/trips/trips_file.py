"""Trips as the school plans them, to be entered all at once.

    [[trip]]
    id = "science-museum-2026-11"
    name = "Science Museum"
    place = "Science Museum, London"
    groups = ["Year 4"]
    starts = 2026-11-18T08:45:00+00:00
    ends = 2026-11-18T15:30:00+00:00
    leader = "Rowan Ash"

`ends` is a plan: a post waits until the leader says that everybody is back.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from gatekeeper.desk.toml_table import TomlTable, open_toml

FILE = "The trips file"
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_NEVER = datetime.min.replace(tzinfo=UTC)
"""Stands in for a missing time until the table is finished, which then stops."""


@dataclass(frozen=True, slots=True)
class PlannedTrip:
    """One event, a residential included, as planned. `leader` is a person's id or name."""

    id: str
    name: str
    place: str
    groups: frozenset[str]
    starts: datetime
    ends: datetime
    leader: str


def parse(text: str) -> tuple[PlannedTrip, ...]:
    """Read the trips in the order written.

    Raises:
        UsageError: names every fault at once, with what to write instead.
    """
    file = open_toml(text, FILE)
    tables = file.tables("trip")
    trips = tuple(map(_trip, tables))
    if file.values.get("trip", []) == []:
        file.fault("there is no trip in it. Begin each with a line [[trip]].")
    _refuse_repeats(tables, trips)
    file.finish()
    return trips


def _trip(table: TomlTable) -> PlannedTrip:
    trip = PlannedTrip(
        id=table.text("id", required=True),
        name=table.text("name", required=True),
        place=table.text("place", required=True),
        groups=frozenset(table.texts("groups")),
        starts=table.moment("starts", required=True) or _NEVER,
        ends=table.moment("ends", required=True) or _NEVER,
        leader=table.text("leader", required=True),
    )
    _judge(table, trip)
    return trip


def _judge(table: TomlTable, trip: PlannedTrip) -> None:
    if trip.id and not _ID.fullmatch(trip.id):
        table.fault(f'id = "{trip.id}": use small letters, digits and hyphens only.')
    if table.values.get("groups", []) == []:
        table.fault('nobody goes on it. Write groups = ["Year 4"]')
    if _NEVER not in (trip.starts, trip.ends) and trip.ends <= trip.starts:
        table.fault("it ends before it starts, or at the same moment. Correct one of the two.")


def _refuse_repeats(tables: tuple[TomlTable, ...], trips: tuple[PlannedTrip, ...]) -> None:
    seen: set[str] = set()
    for table, trip in zip(tables, trips, strict=True):
        if trip.id in seen and trip.id:
            table.fault(f'id = "{trip.id}" is taken by a trip above. Give this one another id.')
        seen.add(trip.id)
