"""Who stepped up a moment ago: a key stays unlocked for two minutes, in this process's memory.

Nothing of it is on record: a server that starts again knows of no step-up.
"""

from __future__ import annotations

import threading
from datetime import datetime, timedelta

from gatekeeper.domain.session import Session
from gatekeeper.ports import Clock, Signer

FRESH = timedelta(minutes=2)
"""How long a step-up counts."""


class Unlocked:
    """The keys of the last two minutes, by session. A new token is another session."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[datetime, Signer]] = {}

    def keep(self, session: Session, signer: Signer) -> None:
        """Keep a key that was unlocked just now; those whose time is over are dropped."""
        with self._lock:
            self._kept = {key: kept for key, kept in self._kept.items() if self._fresh(kept[0])}
            self._kept[session.id] = (self._clock.now(), signer)

    def of(self, session: Session) -> Signer | None:
        """Return the session's key while its step-up is fresh."""
        with self._lock:
            at, signer = self._kept.get(session.id, (None, None))
            return signer if at is not None and self._fresh(at) else None

    def until(self, session: Session) -> datetime | None:
        """Return when the session's step-up ends, if it is fresh."""
        with self._lock:
            at, _ = self._kept.get(session.id, (None, None))
            return at + FRESH if at is not None and self._fresh(at) else None

    def forget(self, session: Session) -> None:
        """End a step-up before its time."""
        with self._lock:
            self._kept.pop(session.id, None)

    def _fresh(self, at: datetime) -> bool:
        return timedelta() <= self._clock.now() - at < FRESH
