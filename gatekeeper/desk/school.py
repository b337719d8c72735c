"""The school's own files, read once at the start and handed to the deeds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from gatekeeper.domain.calendar import SchoolCalendar
from gatekeeper.domain.channel import ChannelLimits, ChannelName, Purpose
from gatekeeper.domain.pattern import Patterns
from gatekeeper.domain.permission import AsOf
from gatekeeper.domain.release import Step
from gatekeeper.domain.rules import RuleBook

LONDON = ZoneInfo("Europe/London")


@dataclass(frozen=True, slots=True)
class School:
    """Calendar and rule book; of each channel the steps, what its posts are for, what it takes."""

    calendar: SchoolCalendar
    book: RuleBook
    steps: Mapping[ChannelName, tuple[Step, ...]]
    purposes: Mapping[ChannelName, Purpose] = field(default_factory=dict)
    limits: tuple[ChannelLimits, ...] = ()
    patterns: Patterns = field(default_factory=Patterns)
    take_down: Mapping[ChannelName, tuple[Step, ...]] = field(default_factory=dict)

    @staticmethod
    def day(moment: datetime) -> date:
        """Return the day on which a moment falls at the school."""
        return moment.astimezone(LONDON).date()

    @staticmethod
    def as_of(day: date) -> AsOf:
        """Return how permissions of an earlier day are asked: as on record by its end here."""
        return AsOf(day, datetime.combine(day + timedelta(days=1), time.min, LONDON))

    def second_school_day(self, moment: datetime) -> datetime | None:
        """Return the same time of the school's clocks on the second school day after a moment.

        None where the calendar does not say.
        """
        local = moment.astimezone(LONDON)
        day = self.calendar.school_day_after(local.date(), 2)
        # Combined by the clock on the wall: an hour is put in or left out in March and October.
        return datetime.combine(day, local.time(), LONDON).astimezone(UTC) if day else None
