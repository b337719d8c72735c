"""How long things are kept, and what has been kept long enough."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TypeVar

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.rights.spared import spared
from gatekeeper.desk.rights.stays import standing_stays
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.retention import BY_ITSELF, SHORTEST, Erased, Kept, Period, Stay
from gatekeeper.domain.stage import History, Stage, stage
from gatekeeper.errors import UsageError
from gatekeeper.ports import Shelf, UnitOfWork

T = TypeVar("T")
SHORTEST_REASON = 10
LONGEST = 9_000
"""Days: a child's records may have to be kept until the child is twenty-five."""
AHEAD = timedelta(days=14)
"""How long before it goes something is listed, so that nobody is surprised."""
NEVER_OUT = frozenset({Stage.DRAFT, Stage.RETURNED, Stage.PROPOSED, Stage.RECALLED})
"""Stages of a post that is not out and not on its way."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something with a period: since when, what it is called, until when it is kept."""

    kept: Kept
    since: date
    called: str
    subject: str
    """The id of the child, post or complaint."""
    last_day: date = date.max
    stays: str = ""
    """Why it is not erased all the same; empty where nothing speaks against it."""

    @property
    def goes(self) -> bool:
        """Whether the server erases it once its last day is over."""
        return self.kept in BY_ITSELF and not self.stays


@dataclass(frozen=True, slots=True)
class Keeping:
    """Every period, None where nobody has decided; what is due, and what soon is, oldest first."""

    periods: Mapping[Kept, Period | None]
    due: tuple[Due, ...]
    soon: tuple[Due, ...] = ()
    """What the server will erase within a fortnight."""
    stays: tuple[Stay, ...] = ()
    receipts: tuple[Erased, ...] = ()
    """What it erased, newest first."""


def set_period(uow: UnitOfWork, actor: Actor, kept: Kept, days: int, reason: str) -> Period:
    """Say how long something is kept, and why.

    Raises:
        NotAllowed: not the DPO.
        UsageError: no reason was typed, or the number of days cannot be.
    """
    actor.require(uow, Duty.SET_RETENTION)
    least = SHORTEST.get(kept, 1)
    if not least <= days <= LONGEST:
        raise UsageError(f"Give a number of days from {least} to {LONGEST}.")
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
    today = School.day(uow.now)
    known = tuple(sorted(_with_periods(uow), key=lambda item: item.since))
    return Keeping(
        periods=periods(uow),
        due=tuple(item for item in known if item.last_day < today),
        soon=tuple(i for i in known if i.goes and today <= i.last_day < today + AHEAD),
        stays=standing_stays(uow),
        receipts=uow.erasures.all()[::-1],
    )


def periods(uow: UnitOfWork) -> Mapping[Kept, Period | None]:
    """Return every period; None where nobody has decided."""
    return {kept: uow.periods.get(kept.name.lower()) for kept in Kept}


def to_erase(uow: UnitOfWork) -> tuple[Due, ...]:
    """Return what the server may erase now."""
    today = School.day(uow.now)
    return tuple(i for i in _with_periods(uow) if i.goes and i.last_day < today)


def still_to_erase(uow: UnitOfWork, item: Due) -> bool:
    """Whether the server may still erase this, of which it read that it may; nothing else is read.

    Nothing has to have changed about it: not even since when it is kept.
    """
    return item in _with_periods(uow, item.kept, only=item.subject)


def _with_periods(uow: UnitOfWork, *kinds: Kept, only: str = "") -> Iterator[Due]:
    """Yield whatever has a period, over or not; of one child, post or complaint if it is named."""
    unless = spared(uow)
    for kept, period in periods(uow).items():
        if period is None or kept not in (kinds or Kept):
            continue
        for item in _kept(uow, kept, only):
            stays = unless.why(kept, item.subject)
            yield replace(item, last_day=period.last_day(item.since), stays=stays)


def _kept(uow: UnitOfWork, kept: Kept, only: str) -> Iterator[Due]:
    finders = {
        Kept.LEAVERS: _leavers,
        Kept.DRAFTS: _drafts,
        Kept.LIVE_POSTS: _live,
        Kept.TAKEN_DOWN: _taken_down,
        Kept.COMPLAINTS: _complaints,
    }
    return finders[kept](uow, only)


def _those(shelf: Shelf[T], only: str) -> Iterable[T]:
    """Return everything on a shelf, or the one thing that is named."""
    return filter(None, [shelf.get(only)]) if only else shelf.all()


def _leavers(uow: UnitOfWork, only: str) -> Iterator[Due]:
    for pupil in _those(uow.pupils, only):
        if pupil.left_on is not None:
            yield Due(Kept.LEAVERS, pupil.left_on, pupil.called, pupil.id)


def _drafts(uow: UnitOfWork, only: str) -> Iterator[Due]:
    for version in _those(uow.posts, only):
        past = history(uow, version.id)
        if stage(past, uow.now) in NEVER_OUT and not _held(uow, version.id):
            since = School.day(_last_touched(uow, past))
            yield Due(Kept.DRAFTS, since, _begins(version), version.id)


def _held(uow: UnitOfWork, post: str) -> bool:
    return any(grant.on_its_way for grant in uow.grants.of(post))


def _last_touched(uow: UnitOfWork, past: History) -> datetime:
    """Return when somebody last did something about a post."""
    return max(
        (
            past.version.at,
            *(answer.at for answer in uow.answers.of(past.version.id)),
            *(item.at for item in past.submissions),
            *(item.at for item in past.returns),
            *(item.at for item in past.recalls),
            *(item.at for item in past.sign_offs),
        )
    )


def _begins(version: Version) -> str:
    return version.slug.replace("-", " ")


def _live(uow: UnitOfWork, only: str) -> Iterator[Due]:
    for item in uow.published.of(only) if only else uow.published.all():
        if item.taken_down_at is None:
            yield Due(Kept.LIVE_POSTS, School.day(item.at), item.link or item.id, item.post)


def _taken_down(uow: UnitOfWork, only: str) -> Iterator[Due]:
    for version in _those(uow.posts, only):
        out = uow.published.of(version.id)
        down = [item.taken_down_at for item in out if item.taken_down_at is not None]
        if out and len(down) == len(out) and not _held(uow, version.id):
            yield Due(Kept.TAKEN_DOWN, School.day(max(down)), _begins(version), version.id)
    yield from _told_down(uow, only)


def _told_down(uow: UnitOfWork, only: str) -> Iterator[Due]:
    """Yield posts of which only archives told, and that were said to be down."""
    newest = newest_by_post(uow)
    for live in _those(uow.live_posts, only):
        item = newest.get(live.id)
        if item is not None and item.done_at is not None:
            called = live.post.link or f"{live.post.channel.brand} {live.post.called}"
            yield Due(Kept.TAKEN_DOWN, School.day(item.done_at), called, live.id)


def _complaints(uow: UnitOfWork, only: str) -> Iterator[Due]:
    for complaint in _those(uow.complaints, only):
        if complaint.answered_on is not None:
            yield Due(Kept.COMPLAINTS, complaint.answered_on, complaint.said_by, complaint.id)
