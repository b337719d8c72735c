"""How a post of a case that is out stands today, and what went out around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from gatekeeper.domain.history import PastPost
from gatekeeper.domain.live import Differs, Live, WentOut
from gatekeeper.domain.release import Comments
from gatekeeper.domain.trip import Trip
from gatekeeper.policy.cases import on_record
from gatekeeper.policy.cases.harmless import NOON, TODAY
from gatekeeper.policy.cases.told import Told


def live(table: Mapping[str, Any] | None) -> Live | None:
    """Return how a post that is out stands today; nothing for a draft."""
    if table is None:
        return None
    told = Told("live", table)
    released = None if told.take("before_opening") else told.whether("released", otherwise=True)
    made = Live(
        comments=Comments(told.take("comments", "off")),
        seen_off=told.whether("seen_off", otherwise=False),
        released=released,
        withdrawn=told.whether("withdrawn", otherwise=False),
        differs=tuple(map(Differs, told.take("differs", []))),
        shows=frozenset(told.take("shows", [])),
        left=frozenset(told.take("left", [])),
        pictures_known=released is True,
        filmed=frozenset(told.take("filmed", [])),
        went_out=_went_out(told),
        place=told.take("place", ""),
        trips=tuple(map(on_record.trip, told.take("trips", []))),
        shown_together=tuple(frozenset(line.split()) for line in told.take("together", [])),
    )
    told.close()
    trips = (t for t in made.trips if made.went_out is None or _during(made.went_out, t))
    return replace(made, trips=tuple(trips))


def around(line: str) -> PastPost:
    """Read `day hour place` of a post that is out too."""
    day, hour, place = line.split(" ", 2)
    return PastPost(line, date.fromisoformat(day), place, int(hour))


def _during(out: WentOut, trip: Trip) -> bool:
    return trip.lasted(out.earliest, out.latest)


def _went_out(told: Told) -> WentOut | None:
    """Read how long ago it went out; at noon today where nothing is said."""
    ago = timedelta(hours=told.take("hours_ago", 0), minutes=told.take("minutes_ago", 0))
    known = told.whether("known", otherwise=True)
    if told.whether("day_only", otherwise=False):
        first, last = (datetime.combine(TODAY, t, NOON.tzinfo) for t in (time.min, time.max))
        return WentOut(first, last, TODAY)
    return WentOut(NOON - ago, NOON - ago, TODAY) if known else None
