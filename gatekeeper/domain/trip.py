"""Off-site trips: a post about one waits until everybody is back (clause O20)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
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
