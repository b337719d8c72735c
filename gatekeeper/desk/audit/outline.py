"""What everything that is out tells together: gathered once for a run, for every post."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.school import LONDON, School
from gatekeeper.domain.audit import AuditRun, LivePost
from gatekeeper.domain.history import REACH, History, PastPost, history_around
from gatekeeper.domain.live import WentOut
from gatekeeper.domain.permission import AsOf
from gatekeeper.domain.release import Published
from gatekeeper.domain.trip import Trip
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Outline:
    """Releases, trips, when the school was opened, and when and where every post went out."""

    published: tuple[Published, ...]
    trips: tuple[Trip, ...]
    opened: datetime | None
    past: tuple[PastPost, ...]
    """In the order of their days."""
    shown_together: tuple[frozenset[str], ...] = ()
    """Whom people named, in each post in which anybody was; known once every post was judged."""

    def trips_during(self, out: WentOut | None) -> tuple[Trip, ...]:
        """Return the trips from which perhaps not everybody was back when a post went out."""
        if out is None:
            return ()
        return tuple(t for t in self.trips if t.lasted(out.earliest, out.latest))

    def around(self, day: date) -> History:
        """Return what went out within twelve weeks of a day; only those weeks are gone through."""
        first = bisect_left(self.past, day - REACH, key=_day)
        last = bisect_right(self.past, day + REACH, key=_day)
        return history_around(self.past[first:last], day)


@dataclass(frozen=True, slots=True)
class Judging:
    """What every post of a run is judged by."""

    school: School
    examiners: Examiners
    run: AuditRun
    all_out: Outline

    @property
    def as_of(self) -> AsOf | None:
        """The earlier day whose permissions are asked; None for those of today."""
        return self.school.as_of(self.run.as_of) if self.run.as_of else None


def begin_judging(uow: UnitOfWork, school: School, examiners: Examiners, run: AuditRun) -> Judging:
    """Gather what every post of a run is judged by, once all of them were taken in."""
    return Judging(school, examiners, run, _outline(uow, school))


def _outline(uow: UnitOfWork, school: School) -> Outline:
    published = uow.published.all()
    return Outline(
        published=published,
        trips=tuple(sorted(uow.trips.all(), key=lambda trip: trip.id)),
        opened=min((setup.made_at for setup in uow.setup.all()), default=None),
        past=tuple(sorted((*_live(uow.live_posts.all()), *_released(published, school)), key=_day)),
    )


def went_out(live: LivePost) -> WentOut | None:
    """Return when a post went out by the school's clocks; a whole day where only that is known."""
    at = live.post.at
    if at is None:
        return None
    here = at.astimezone(LONDON)
    if not live.post.day_only:
        return WentOut(here, here, here.date())
    return WentOut(*_whole(here.date()), here.date())


def _day(past: PastPost) -> date:
    return past.day


def _whole(day: date) -> tuple[datetime, datetime]:
    return datetime.combine(day, time.min, LONDON), datetime.combine(day, time.max, LONDON)


def _live(lives: Iterable[LivePost]) -> Iterator[PastPost]:
    for live in lives:
        out = went_out(live)
        if out is not None and live.post.place:
            yield PastPost(live.id, out.day, live.post.place, out.hour)


def _released(published: Iterable[Published], school: School) -> Iterator[PastPost]:
    for item in published:
        if place := item.traits.get("place"):
            hour = item.at.astimezone(LONDON).hour
            yield PastPost(item.post or item.id, school.day(item.at), place, hour)
