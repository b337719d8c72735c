"""An incident's clocks: real hours, from when it was noticed, until what has to be done is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from gatekeeper.domain.incident import (
    Deadline,
    Done,
    Incident,
    IncidentKind,
    IncidentNote,
    closed_at,
    deadlines,
)

LONDON = ZoneInfo("Europe/London")
NOTICED = datetime(2026, 11, 20, 16, 40, tzinfo=UTC)
INCIDENT = Incident("i", IncidentKind.SHOWN, NOTICED, NOTICED, "deputy", "Second row.")


def note(done: Done, hours: float) -> IncidentNote:
    return IncidentNote(f"n{hours}", "i", NOTICED + timedelta(hours=hours), "dpo", done, "said")


def ico(*notes: IncidentNote, incident: Incident = INCIDENT) -> Deadline:
    return deadlines(incident, notes)[0]


@pytest.mark.parametrize(
    ("noticed", "due"),
    [
        ("2026-11-20T16:40", "2026-11-23T16:40"),
        ("2026-10-23T16:40", "2026-10-26T15:40"),
        ("2027-03-26T16:40", "2027-03-29T17:40"),
    ],
    ids=["a week-end", "the clocks go back", "the clocks go forward"],
)
def test_seventy_two_hours_are_real_ones(noticed: str, due: str) -> None:
    at = datetime.fromisoformat(noticed).replace(tzinfo=LONDON).astimezone(UTC)
    found = ico(incident=replace(INCIDENT, noticed_at=at))
    assert found.due - at == timedelta(hours=72)
    assert f"{found.due.astimezone(LONDON):%Y-%m-%dT%H:%M}" == due


@pytest.mark.parametrize("done", [Done.TOLD_ICO, Done.NOT_TO_ICO])
def test_the_clock_stops_when_the_ico_was_told_or_need_not_be(done: Done) -> None:
    found = ico(note(Done.TOLD_DPO, 1), note(done, 5), note(Done.TOLD_ICO, 90))
    assert found.met_at == NOTICED + timedelta(hours=5)
    assert not found.late(NOTICED + timedelta(days=300))


def test_other_lines_leave_it_running() -> None:
    others = [done for done in Done if done not in {Done.TOLD_ICO, Done.NOT_TO_ICO}]
    found = ico(*(note(done, n) for n, done in enumerate(others)))
    assert found.met_at is None


def test_late_is_late_also_once_it_is_done() -> None:
    assert not ico().late(NOTICED + timedelta(hours=72))
    assert ico().late(NOTICED + timedelta(hours=72, seconds=1))
    assert ico(note(Done.TOLD_ICO, 73)).late(NOTICED)
    assert ico().left(NOTICED + timedelta(hours=70)) == timedelta(hours=2)


def test_a_complaint_is_acknowledged_within_thirty_days_of_coming_in() -> None:
    first, second = deadlines(INCIDENT, [note(Done.COMPLAINT, 24), note(Done.ACKNOWLEDGED, 48)])
    assert second.due == NOTICED + timedelta(days=31)
    assert second.met_at == NOTICED + timedelta(hours=48)
    assert first.met_at is None


def test_an_incident_that_is_a_complaint_runs_from_when_it_came_in() -> None:
    complaint = replace(INCIDENT, kind=IncidentKind.COMPLAINT)
    assert deadlines(complaint, ())[1].due == NOTICED + timedelta(days=30)


def test_without_a_complaint_nothing_is_to_acknowledge() -> None:
    assert len(deadlines(INCIDENT, ())) == 1


def test_it_is_closed_by_its_line() -> None:
    assert closed_at([note(Done.DEBRIEFED, 1)]) is None
    assert closed_at([note(Done.CLOSED, 2)]) == NOTICED + timedelta(hours=2)
