"""The school's calendar: which days are school days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from gatekeeper.domain.place import Place
from gatekeeper.domain.telephone import Whom

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Span:
    """From a first to a last day, both included, with a name."""

    name: str
    starts: date
    ends: date

    def holds(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.starts <= day <= self.ends


@dataclass(frozen=True, slots=True)
class SchoolCalendar:
    """Terms, breaks and single days without school."""

    school: str
    terms: tuple[Span, ...]
    breaks: tuple[Span, ...] = ()
    closed: frozenset[date] = frozenset()
    """INSET days, bank holidays and other closed days."""
    site: Place | None = None
    """Where the school is; None where nobody has said so."""
    telephones: Mapping[Whom, str] = field(default_factory=dict)
    """Whom to ring when something went wrong, as far as the school has entered it."""

    def is_school_day(self, day: date) -> bool:
        """Whether pupils are at school on this day."""
        return (
            day.weekday() < SATURDAY
            and day not in self.closed
            and any(term.holds(day) for term in self.terms)
            and not any(span.holds(day) for span in self.breaks)
        )

    def covers(self, day: date) -> bool:
        """Whether the calendar says anything about this day: from its first term to its last."""
        if not self.terms:
            return False
        return min(t.starts for t in self.terms) <= day <= max(t.ends for t in self.terms)

    def school_day_after(self, first: date, count: int) -> date | None:
        """Return the `count`-th school day after `first`; None where the calendar ends before."""
        left, day = count, first
        while left > 0:
            day += timedelta(days=1)
            if not self.covers(day):
                return None
            left -= self.is_school_day(day)
        return day

    def school_days_after(self, first: date, last: date) -> int | None:
        """Count the school days after `first` up to and with `last`.

        None where it cannot be told: beyond the calendar, or when `last` lies before `first`.
        """
        if last < first or not (self.covers(first) and self.covers(last)):
            return None
        days = (first + timedelta(n) for n in range(1, (last - first).days + 1))
        return sum(self.is_school_day(day) for day in days)
