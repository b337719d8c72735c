"""Somebody asks what is kept about a child, and the clock that runs from the day it came.

One month, to the same day of the next; two more, where it is complex or one of several, if the
sender is told why within the first (UK GDPR art. 12(3)). A month without that day ends on its last.
A week-end does not put the day off here, although the ICO would allow it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime

FIRST, LONGEST = 1, 3
"""Months."""


@dataclass(frozen=True, slots=True)
class AccessRequest:
    """Who asked about which child (id), and every step until it was answered.

    `given` are the words of a DSL that go into the file, in place of nothing at all.
    """

    id: str
    pupil: str
    received_on: date
    said_by: str
    how_known: str
    """How it was seen that they may ask."""
    recorded_at: datetime
    recorded_by: str
    extended_on: date | None = None
    extended_why: str = ""
    decided_at: datetime | None = None
    decided_by: str = ""
    given: str = ""
    made_at: datetime | None = None
    """When the file was last made."""
    answered_on: date | None = None
    refused_why: str = ""

    @property
    def due(self) -> date:
        """The last day on which it may be answered."""
        return months_after(self.received_on, FIRST if self.extended_on is None else LONGEST)

    def overdue(self, day: date) -> bool:
        """Whether nobody has answered, and the last day for that has passed."""
        return self.answered_on is None and day > self.due

    @property
    def late(self) -> bool:
        """Whether it was answered, and too late."""
        return self.answered_on is not None and self.answered_on > self.due


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last day of that month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
