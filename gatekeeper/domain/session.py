"""Somebody signed in at a browser: for how long, and on which device."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

IDLE = timedelta(minutes=20)
"""A session ends when nothing was done for so long."""
IDLE_ON_TABLET = timedelta(minutes=5)
"""The same on the enrolled tablet, which lies about in a classroom."""
AT_MOST = timedelta(hours=8)
"""A session ends after a school day, whatever was done."""


@dataclass(frozen=True, slots=True)
class Session:
    """One browser in which somebody signed in.

    `id` is a digest of the token, which only the browser has: a copied database opens no door.
    `device` is the enrolled tablet that it runs on, if it proved to be that.
    """

    id: str
    person: str
    made_at: datetime
    used_at: datetime
    device: str = ""
    ended_at: datetime | None = None

    def open_at(self, now: datetime) -> bool:
        """Whether it still counts; a clock that was set back never reopens it."""
        idle = IDLE_ON_TABLET if self.device else IDLE
        fresh = timedelta() <= now - self.used_at < idle and now - self.made_at < AT_MOST
        return self.ended_at is None and fresh
