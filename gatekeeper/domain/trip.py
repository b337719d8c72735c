"""Off-site trips: a post about one waits until everybody is back (clause O20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class TripNews(StrEnum):
    """What is said about a trip while it lasts."""

    ALL_BACK = "all back"
    PART_BACK = "part of the group is back"
    RUNNING_LATE = "running late"


@dataclass(frozen=True, slots=True)
class Trip:
    """One event, a residential included. `ends` is the plan, and never lets a post go."""

    id: str
    name: str
    place: str
    groups: frozenset[str]
    starts: datetime
    ends: datetime
    leader: str
    all_back_at: datetime | None = None
    all_back_by: str = ""
    news: tuple[str, ...] = ()
    """Lines of what was said, oldest first."""

    def lasted(self, earliest: datetime, latest: datetime) -> bool:
        """Whether not everybody was back at some moment between these two."""
        back = self.all_back_at
        return self.starts <= latest and (back is None or earliest < back)

    def lasted_throughout(self, earliest: datetime, latest: datetime) -> bool:
        """Whether not everybody was back at any moment between these two."""
        return self.lasted(earliest, earliest) and self.lasted(latest, latest)


LINK_OUTLIVES = timedelta(hours=24)
"""How long after its planned end a trip's link still opens: coaches are late."""


@dataclass(frozen=True, slots=True)
class TripLink:
    """An address by which a trip's leader says *all back* or *running late*, and nothing else.

    `id` is a digest of its code, which only the leader's message holds.
    """

    id: str
    trip: str
    made_at: datetime
    made_by: str
    ended_at: datetime | None = None

    def open_for(self, trip: Trip, now: datetime) -> bool:
        """Whether it still opens: it ends with its trip."""
        lasts = trip.all_back_at is None and now < trip.ends + LINK_OUTLIVES
        return self.ended_at is None and self.trip == trip.id and lasts
