"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

A_MONDAY = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)


class FrozenClock:
    """Tells the same moment until `move` or `set_to`."""

    def __init__(self, moment: datetime = A_MONDAY) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return the moment at which it stands."""
        return self._moment

    def move(self, **by: float) -> datetime:
        """Go on by `timedelta(**by)`, as in `clock.move(hours=2)`, and return the new moment."""
        self._moment += timedelta(**by)
        return self._moment

    def set_to(self, moment: datetime) -> None:
        """Stand at another moment."""
        self._moment = moment
