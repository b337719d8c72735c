"""How long things are kept, and what has been kept long enough. Nothing goes by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.school import School
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.retention import Kept, Period
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10
LONGEST = 9_000
"""Days: a child's records may have to be kept until the child is twenty-five."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something that has been kept long enough: since when, what it is called, where to act."""

    kept: Kept
    since: date
    called: str
    subject: str
    """The id of the child, post or complaint."""


@dataclass(frozen=True, slots=True)
class Keeping:
    """Every period, None where nobody has decided; and what is due, oldest first."""

    periods: Mapping[Kept, Period | None]
    due: tuple[Due, ...]


def set_period(uow: UnitOfWork, actor: Actor, kept: Kept, days: int, reason: str) -> Period:
    """Say how long something is kept, and why.

    Raises:
        NotAllowed: not the DPO.
        UsageError: no reason was typed, or the number of days cannot be.
    """
    actor.require(uow, Duty.SET_RETENTION)
    if not 0 < days <= LONGEST:
        raise UsageError(f"Give a number of days from 1 to {LONGEST}.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise UsageError("Type the reason for this period, in a sentence.")
    period = Period(kept.name.lower(), days, reason.strip(), actor.id, uow.now)
    uow.periods.put(period, seen=uow.periods.version(period.id))
    details = {"days": str(days)}
    uow.ledger.append("retention.set", actor=actor.id, subject=period.id, details=details)
    return period


def keeping(uow: UnitOfWork, actor: Actor) -> Keeping:
    """Return the periods, and what has been kept for longer.

    Raises:
        NotAllowed: not the DPO.
    """
    actor.require(uow, Duty.SET_RETENTION)
    periods = {kept: uow.periods.get(kept.name.lower()) for kept in Kept}
    today = School.day(uow.now)
    due = (
        item
        for kept, period in periods.items()
        for item in _kept(uow, kept)
        if period is not None and period.over(item.since, today)
    )
    return Keeping(periods, tuple(sorted(due, key=lambda item: item.since)))


def _kept(uow: UnitOfWork, kept: Kept) -> Iterator[Due]:
    finders = {
        Kept.LEAVERS: _leavers,
        Kept.DRAFTS: _drafts,
        Kept.LIVE_POSTS: _live,
        Kept.COMPLAINTS: _complaints,
    }
    return finders[kept](uow)


def _leavers(uow: UnitOfWork) -> Iterator[Due]:
    for pupil in uow.pupils.all():
        if pupil.left_on is not None:
            yield Due(Kept.LEAVERS, pupil.left_on, pupil.called, pupil.id)


def _drafts(uow: UnitOfWork) -> Iterator[Due]:
    for version in uow.posts.all():
        past = history(uow, version.id)
        on_its_way = any(grant.open_at(uow.now) for grant in past.grants)
        if not past.published and not on_its_way:
            yield Due(Kept.DRAFTS, School.day(version.at), _begins(version), version.id)


def _begins(version: Version) -> str:
    return version.slug.replace("-", " ")


def _live(uow: UnitOfWork) -> Iterator[Due]:
    for item in uow.published.all():
        if item.taken_down_at is None:
            yield Due(Kept.LIVE_POSTS, School.day(item.at), item.link or item.id, item.post)


def _complaints(uow: UnitOfWork) -> Iterator[Due]:
    for complaint in uow.complaints.all():
        if complaint.answered_on is not None:
            yield Due(Kept.COMPLAINTS, complaint.answered_on, complaint.said_by, complaint.id)
