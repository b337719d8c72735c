"""A concern: something that worries somebody, for those leaders whom it is not about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Concern:
    """What was said, by whom and about whom is sealed; it opens with a reader's own key alone.

    `readers` are ids of the people to whom it was sealed, so that they, and they alone, can be told
    that something waits.
    """

    id: str
    raised_at: datetime
    readers: frozenset[str]
    sealed: bytes
    closed_at: datetime | None = None
    closed_by: str = ""

    def waits_for(self, person: str) -> bool:
        """Whether this person has still to deal with it."""
        return self.closed_at is None and person in self.readers
