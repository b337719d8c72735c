"""How long things are kept: the school's own decision, with who took it and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from gatekeeper.domain.history import REACH


class Kept(StrEnum):
    """What a period can be set for."""

    LEAVERS = "what is on record of a child who has left"
    DRAFTS = "drafts that never went out"
    LIVE_POSTS = "posts that are live"
    TAKEN_DOWN = "posts that were taken down"
    COMPLAINTS = "complaints that were answered"


BY_ITSELF = frozenset({Kept.DRAFTS, Kept.TAKEN_DOWN, Kept.COMPLAINTS})
"""What the server erases when its period is over; a person takes posts down and erases leavers."""
SHORTEST: Mapping[Kept, int] = {Kept.TAKEN_DOWN: REACH.days}
"""Days: the checks look for patterns in what went out lately."""


@dataclass(frozen=True, slots=True)
class Period:
    """How many days something of one kind is kept; `id` is the kind's name."""

    id: str
    days: int
    reason: str
    set_by: str
    set_at: datetime

    def last_day(self, since: date) -> date:
        """Return the last day on which it is kept."""
        return since + timedelta(days=self.days)

    def over(self, since: date, today: date) -> bool:
        """Whether something that is kept since a day has been kept long enough."""
        return self.last_day(since) < today


@dataclass(frozen=True, slots=True)
class Stay:
    """Somebody's order to keep a post or complaint (its id) beyond its period."""

    id: str
    subject: str
    reason: str
    by: str
    at: datetime
    ended_at: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Erased:
    """A receipt: what kind of thing went, kept since when for how long, and the ledger's entry."""

    id: str
    kept: Kept
    subject: str
    since: date
    days: int
    at: datetime
    entry: int
    value: str
