"""What a post waits for, since when it no longer does, and when the yes to it lapses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from gatekeeper.desk.school import School
from gatekeeper.domain.post import Version
from gatekeeper.domain.sign_off import SignOff, lapses
from gatekeeper.ports import UnitOfWork

UNTIL = "until:"


@dataclass(frozen=True, slots=True)
class Wait:
    """What is waited for: a trip's *all back* (the trip's name), a time, or both."""

    trip: str = ""
    until: datetime | None = None


def waits(uow: UnitOfWork, version: Version, sign_off: SignOff | None = None) -> Wait | None:
    """Return what a post waits for now; None when for nothing."""
    trip = uow.trips.get(version.post.trip) if version.post.trip else None
    until = max(_times(uow, version, sign_off), default=uow.now)
    wait = Wait(
        trip=trip.name if trip is not None and trip.all_back_at is None else "",
        until=until if until > uow.now else None,
    )
    return None if wait == Wait() else wait


def wait_ended(uow: UnitOfWork, version: Version, sign_off: SignOff) -> datetime | None:
    """Return when the last thing that it waited for came, or will: now, while a trip lasts.

    None when it never waited.
    """
    trip = uow.trips.get(version.post.trip) if version.post.trip else None
    times = list(_times(uow, version, sign_off))
    if trip is not None:
        times.append(trip.all_back_at or uow.now)
    return max(times, default=None)


def lapses_at(uow: UnitOfWork, school: School, version: Version, sign_off: SignOff) -> datetime:
    """Return when a yes lapses, as of what is known now."""
    ended = wait_ended(uow, version, sign_off)
    ready = max(sign_off.at, ended or sign_off.at)
    return lapses(sign_off.at, ended, school.second_school_day(ready))


def _times(uow: UnitOfWork, version: Version, sign_off: SignOff | None) -> tuple[datetime, ...]:
    """Return the times that were waited for: wanted by the author, or named in the words."""
    wanted = (version.post.wanted_at,) if version.post.wanted_at else ()
    return wanted + (_signed_times(uow, sign_off) if sign_off is not None else ())


def _signed_times(uow: UnitOfWork, sign_off: SignOff) -> tuple[datetime, ...]:
    digest = sign_off.statement.decision_digest
    signed = [d for d in uow.decisions.of(sign_off.post) if d.digest == digest][-1:]
    return tuple(
        datetime.fromisoformat(finding.waits_for.removeprefix(UNTIL))
        for decision in signed
        for finding in decision.findings
        if finding.waits_for.startswith(UNTIL)
    )
