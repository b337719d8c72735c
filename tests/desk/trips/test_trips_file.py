"""Trips planned in a file."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from gatekeeper.desk.trips.trips_file import PlannedTrip, parse
from gatekeeper.errors import UsageError

MUSEUM = """
[[trip]]
id = "science-museum-2026"
name = "Science Museum"
place = "Science Museum, London"
groups = ["Year 4", "Gardening Club"]
starts = 2026-11-18T08:45:00+00:00
ends = 2026-11-18T15:30:00+00:00
leader = "Rowan Ash"
"""


def changed(key: str, line: str) -> str:
    """Return the trip with one line replaced."""
    return "\n".join(line if old.startswith(key) else old for old in MUSEUM.splitlines())


def refused(text: str) -> str:
    """Return what the person is told."""
    with pytest.raises(UsageError) as caught:
        parse(text)
    return str(caught.value)


def test_a_trip_arrives_whole() -> None:
    assert parse(MUSEUM) == (
        PlannedTrip(
            "science-museum-2026",
            "Science Museum",
            "Science Museum, London",
            frozenset({"Year 4", "Gardening Club"}),
            datetime(2026, 11, 18, 8, 45, tzinfo=UTC),
            datetime(2026, 11, 18, 15, 30, tzinfo=UTC),
            "Rowan Ash",
        ),
    )


def test_trips_come_in_the_order_written() -> None:
    other = changed("id", 'id = "a-walk"')
    assert [trip.id for trip in parse(MUSEUM + other)] == ["science-museum-2026", "a-walk"]


def test_a_residential_is_one_trip_over_several_days() -> None:
    (trip,) = parse(changed("ends", "ends = 2026-11-20T15:30:00+00:00"))
    assert (trip.ends - trip.starts).days == 2


@pytest.mark.parametrize("key", ["id", "name", "place", "starts", "ends", "leader"])
def test_a_missing_line_is_refused_by_name(key: str) -> None:
    told = refused(changed(key, ""))
    assert f"trip 1: {key} is missing. Write {key} = " in told
    assert "faults" not in told


@pytest.mark.parametrize("key", ["id", "name", "place", "leader"])
def test_an_empty_line_is_refused_by_name(key: str) -> None:
    assert f"trip 1: {key} is empty." in refused(changed(key, f'{key} = " "'))


@pytest.mark.parametrize("line", ["", "groups = []"])
def test_a_trip_of_nobody_is_refused(line: str) -> None:
    assert "trip 1: nobody goes on it." in refused(changed("groups", line))


@pytest.mark.parametrize("key", ["starts", "ends"])
def test_a_time_without_an_offset_is_refused_with_the_line_to_write(key: str) -> None:
    told = refused(changed(key, f"{key} = 2026-07-18T15:30:00"))
    assert f"UTC. Write {key} = 2026-07-18T15:30:00+01:00" in told
    assert "faults" not in told


@pytest.mark.parametrize("ends", ["2026-11-18T08:45:00+00:00", "2026-11-18T09:30:00+01:00"])
def test_a_trip_that_ends_before_it_starts_is_refused(ends: str) -> None:
    assert "it ends before it starts" in refused(changed("ends", f"ends = {ends}"))


@pytest.mark.parametrize("name", ["Science Museum", "science_museum", "-a", "a-", "\u0661"])
def test_an_id_of_other_signs_is_refused(name: str) -> None:
    assert "use small letters, digits and hyphens" in refused(changed("id", f'id = "{name}"'))


def test_two_trips_of_one_id_are_refused() -> None:
    told = refused(MUSEUM + MUSEUM)
    assert 'trip 2: id = "science-museum-2026" is taken by a trip above.' in told


def test_two_trips_without_an_id_are_not_called_the_same() -> None:
    assert "taken" not in refused(changed("id", "") + "\n" + changed("id", ""))


@pytest.mark.parametrize("text", ["", "trip = []"])
def test_a_file_without_trips_is_refused(text: str) -> None:
    assert "there is no trip in it" in refused(text)


def test_an_unknown_key_is_refused_with_the_nearest_known() -> None:
    told = refused(MUSEUM + 'leaders = "R. Ash"\n')
    assert "trip 1: leaders is not known here. Did you mean leader?" in told
