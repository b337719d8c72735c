"""How long things are kept: the school's own decision, with who took it and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum


class Kept(StrEnum):
    """What a period can be set for."""

    LEAVERS = "what is on record of a child who has left"
    DRAFTS = "drafts that never went out"
    LIVE_POSTS = "posts that are live"
    COMPLAINTS = "complaints that were answered"


@dataclass(frozen=True, slots=True)
class Period:
    """How many days something of one kind is kept; `id` is the kind's name."""

    id: str
    days: int
    reason: str
    set_by: str
    set_at: datetime

    def over(self, since: date, today: date) -> bool:
        """Whether something that is kept since a day has been kept long enough."""
        return since + timedelta(days=self.days) < today
