"""A complaint about how the school handles somebody's data, and its dates.

It is acknowledged within thirty days and answered without undue delay (Data Protection Act 2018,
section 164A, put in by the Data (Use and Access) Act 2025, section 103).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

ACKNOWLEDGE_WITHIN = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was complained of, by whom, and when it was received, acknowledged and answered."""

    id: str
    received_on: date
    said_by: str
    words: str
    recorded_at: datetime
    recorded_by: str
    acknowledged_on: date | None = None
    answered_on: date | None = None
    answer: str = ""
    about: str = ""
    """The id of the post that it is about, if it is about one."""

    @property
    def acknowledge_by(self) -> date:
        """The last day on which it may be acknowledged."""
        return self.received_on + ACKNOWLEDGE_WITHIN

    def overdue(self, day: date) -> bool:
        """Whether nobody has acknowledged it, and the last day for that has passed."""
        return self.acknowledged_on is None and day > self.acknowledge_by
