"""Breaking the glass: another leader publishes, or takes down, in the absent releaser's place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

GLASS_LIFE = timedelta(hours=2)
"""How long it lasts: enough for one emergency, and over before the next."""


@dataclass(frozen=True, slots=True)
class BrokenGlass:
    """Who took the releaser's place, why, from when until when. It never stands for a sign-off."""

    id: str
    by: str
    at: datetime
    until: datetime
    reason: str

    def open_for(self, person: str, now: datetime) -> bool:
        """Whether it lets this person stand in for the releaser now."""
        return self.by == person and self.at <= now < self.until
