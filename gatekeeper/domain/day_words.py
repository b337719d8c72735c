"""The day that words name, as they are said in Britain: "on Friday", "tomorrow", "12 November".

Where words can be read in two ways the later day is meant: a post that waits a week too long harms
nobody.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<{{}}>{'|'.join(_MONTHS)})[a-z]*"
_NAMED = re.compile(
    r"\b(?:(?P<today>today|tonight|this (?:morning|afternoon|evening))|(?P<tomorrow>tomorrow)"
    r"|(?P<next>next )?(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?day"
    r"|(?P<short>mon|tues?|weds?|thurs?|fri))"
    rf"|(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? {_MONTH.format('month')}"
    rf"|{_MONTH.format('month_first')} (?P<day_last>\d{{1,2}})(?:st|nd|rd|th)?"
    r"|(?:on|the|day) (?P<day_alone>\d{1,2})(?:st|nd|rd|th)"
    r"|(?P<weekend>(?:this|at the) weekend))\b",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?:next (?:week|month|term|half[ -]term|year|weekend)|in the (?:new year|holidays)|soon"
    r"|later on|until|after half[ -]term|(?:mon|tues|wednes|thurs|fri|satur|sun)days)\b",
    re.IGNORECASE,
)
A_DAY, A_WEEK = timedelta(days=1), timedelta(days=7)
A_YEAR = 366
AN_HOUR = timedelta(hours=1)


def end_of_days_named(text: str, said_at: datetime) -> datetime | None:
    """Return the midnight after the last day that a text names; None as in `last_day_named`.

    A time in UTC is an hour behind the school's in summer: an hour on, it is never a day too early.
    """
    said = said_at + AN_HOUR
    day = last_day_named(text, said.date())
    return None if day is None else datetime.combine(day + A_DAY, time(), said.tzinfo)


def last_day_named(text: str, said_on: date) -> date | None:
    """Return the last day that a text names, `said_on` or later.

    None where it names none, or one that nobody can tell ("next term").
    """
    if _VAGUE.search(text):
        return None
    days = [_day(found, said_on) for found in _NAMED.finditer(text)]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _day(found: re.Match[str], said_on: date) -> date | None:
    if found["today"]:
        return said_on
    if found["tomorrow"]:
        return said_on + A_DAY
    if found["weekend"]:
        return _coming(6, said_on)
    weekday = found["weekday"] or found["short"]
    if weekday:
        coming = _coming(_WEEKDAYS.index(weekday.casefold()[:3]), said_on)
        return coming + A_WEEK if found["next"] else coming
    return _dated(found, said_on)


def _coming(weekday: int, said_on: date) -> date:
    """Return the next such day; said on that very day it is the one in a week."""
    return said_on + timedelta(days=(weekday - said_on.weekday() - 1) % 7 + 1)


def _dated(found: re.Match[str], said_on: date) -> date | None:
    day = int(found["day"] or found["day_last"] or found["day_alone"])
    named = (found["month"] or found["month_first"] or "").casefold()
    month = _MONTHS.index(named) + 1 if named else None
    within = (said_on + timedelta(days=n) for n in range(A_YEAR))
    return next((d for d in within if d.day == day and month in {None, d.month}), None)
