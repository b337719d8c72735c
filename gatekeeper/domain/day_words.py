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
_SHORT = r"mon|tues?|weds?|thurs?|fri"
_A_WEEKDAY = rf"(?:(?:mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?day|{_SHORT})"
_TH = r"(?:st|nd|rd|th)"
_AND = r"(?:\s*[-–—&,/]\s*|\s+(?:and|to|or)\s+)"
_NAMED = re.compile(
    r"\b(?:(?P<today>today|tonight|this (?:morning|afternoon|evening))|(?P<tomorrow>tomorrow)"
    r"|(?P<next>next )?(?:(?P<weekday>mon|tue|wed|thu|fri|sat|sun)(?:s|nes|rs|ur)?day"
    rf"|(?P<short>{_SHORT}))"
    rf"(?:,? (?:the )?(?P<its_day>\d{{1,2}}){_TH}(?!(?: of)? (?:{'|'.join(_MONTHS)})))?"
    rf"|(?:\d{{1,2}}{_TH}?{_AND})*(?P<day>\d{{1,2}}){_TH}?(?: of)? {_MONTH.format('month')}"
    rf"|{_MONTH.format('month_first')} (?P<day_last>\d{{1,2}}){_TH}?"
    rf"|(?:on|the|day) (?P<day_alone>\d{{1,2}}){_TH}"
    r"|(?P<number>\d{1,2})(?:/(?P<of_month>\d{1,2})(?:/(?:\d\d){1,2})?"
    r"|\.(?P<of_dotted>\d{1,2})\.(?:(?:\d\d){1,2})?)"
    r"|(?P<weekend>(?:this|at the) weekend))(?!\w)",
    re.IGNORECASE,
)
_A_DAY = (
    rf"(?:today|tomorrow|(?:next |the )?{_A_WEEKDAY}|(?:the )?\d{{1,2}}{_TH}|\d{{1,2}} [a-z]{{3,}})"
)
_VAGUE = re.compile(
    r"\b(?:next (?:month|term|half[ -]term|year|weekend)|in the (?:new year|holidays)|soon"
    r"|later on|until|till|onwards?|after half[ -]term"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)days"
    # Days that are counted, and stretches of days: "Friday week", "for three nights".
    r"|(?<!this )weeks?|fortnights?|days|nights|(?:one|a|\d+)[ -]night|overnight|sleepover"
    rf"|day after|following|after next|{_A_WEEKDAY} next"
    rf"|(?:{_SHORT}){_AND}(?:sat|sun)"
    rf"|(?:from|starting|beginning|commencing|as of) (?:on )?{_A_DAY}"
    r"(?!.*(?:\b(?:to|through)\b|[-–—])))\b",
    re.IGNORECASE | re.DOTALL,
)
_LEFT = re.compile(
    rf"\b\d{{1,2}}{_TH}\b|(?<![£$.:\d])\b\d{{1,2}}[/.](?:0?[1-9]|1[0-2])\b(?! ?[ap]\.?m)",
    re.IGNORECASE,
)
"""A date that nothing above has read: a person is asked then, not the clock."""
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
    if _VAGUE.search(text) or _LEFT.search(_NAMED.sub(" ", text)):
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
    if not weekday:
        return _dated(found, said_on)
    number = _WEEKDAYS.index(weekday.casefold()[:3])
    if found["its_day"]:
        return _both(number, int(found["its_day"]), said_on)
    coming = _coming(number, said_on)
    return coming + A_WEEK if found["next"] else coming


def _both(weekday: int, day: int, said_on: date) -> date | None:
    """Return the next day of the month of this number, if it is on that day of the week."""
    coming = _next(said_on, day, None)
    return coming if coming is not None and coming.weekday() == weekday else None


def _coming(weekday: int, said_on: date) -> date:
    """Return the next such day; said on that very day it is the one in a week."""
    return said_on + timedelta(days=(weekday - said_on.weekday() - 1) % 7 + 1)


def _dated(found: re.Match[str], said_on: date) -> date | None:
    day = int(found["day"] or found["day_last"] or found["day_alone"] or found["number"])
    named = (found["month"] or found["month_first"] or "").casefold()
    numbered = int(found["of_month"] or found["of_dotted"] or 0)
    return _next(said_on, day, _MONTHS.index(named) + 1 if named else numbered or None)


def _next(said_on: date, day: int, month: int | None) -> date | None:
    """Return the next such day, today included; none where no year has it."""
    within = (said_on + timedelta(days=n) for n in range(A_YEAR))
    return next((d for d in within if d.day == day and month in {None, d.month}), None)
