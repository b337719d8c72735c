"""What to write instead of a time that could mean two moments, or none.

A time must say how far it is from UTC (`+00:00` in winter, `+01:00` in summer): in the hour that
the clocks repeat, or leave out, nothing else decides which moment is meant.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time

from gatekeeper.desk.school import LONDON

EXAMPLE = "2026-11-18T14:05:00+00:00"
FIRST_YEAR, LAST_YEAR = 2000, 2099
"""Years beyond these are slips of the keyboard."""
_MORNING = time(9)
_TIME_ON_LINE = re.compile(r"\s*([\w-]+)\s*=\s*\d{4}-\d")


def year_fault(key: str, day: date) -> str:
    """Return the sentence for a year that cannot be meant; empty when it can."""
    if FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return f"{key} is in the year {day.year}, which cannot be right."


def moment_fault(key: str, value: object) -> str:
    """Return what is wrong with a value that should be one moment; empty when it is one."""
    match value:
        case datetime() if value.tzinfo is not None or year_fault(key, value):
            return year_fault(key, value)
        case datetime():
            return _no_offset(key, value)
        case date():
            line = _line(key, datetime.combine(value, _MORNING))
            return year_fault(key, value) or f"{key} has a day but no time. Write {line}"
        case time():
            return f"{key} has a time but no day. Write {key} = {EXAMPLE}"
        case str():
            return f"{key} stands in quotation marks. Write {_line(key, _parsed(value))}"
    return f"{key} is not a time. Write {key} = {EXAMPLE}"


def day_fault(key: str, value: object) -> str:
    """Return what is wrong with a value that should be one day; empty when it is one."""
    if type(value) is date:
        return year_fault(key, value)
    if isinstance(value, datetime):
        return f"{key} has a time with it. Write the day alone: {key} = {value:%Y-%m-%d}"
    return f"{key} is not a day. Write {key} = {EXAMPLE[:10]}, without quotation marks"


def unreal_fault(line: str) -> str:
    """Return the sentence for a line whose day or time is in no calendar; empty for other lines."""
    found = _TIME_ON_LINE.match(line)
    if not found:
        return ""
    return f"there is no such day or time. Write it like this: {found[1]} = {EXAMPLE}"


def _no_offset(key: str, value: datetime) -> str:
    """Tell the ordinary hour, the one that comes twice and the one that never comes apart."""
    moments = _in_london(value)
    lines = " or ".join(f"{key} = {moment.isoformat()}" for moment in moments)
    if len(moments) == 1:
        return f"{key} does not say how far it is from UTC. Write {lines}"
    if any(moment.replace(tzinfo=None) == value for moment in moments):
        return f"{key} comes twice that night, when the clocks go back. Write {lines}"
    return f"{key} never comes that night, when the clocks go forward. Write {lines}"


def _in_london(value: datetime) -> tuple[datetime, ...]:
    """Return the moments that a clock time in the UK may mean, the earlier first."""
    meant = {value.replace(tzinfo=LONDON, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return tuple(moment.astimezone(LONDON) for moment in sorted(meant))


def _line(key: str, value: datetime | None) -> str:
    if value is None:
        return f"{key} = {EXAMPLE}"
    aware = value if value.tzinfo else _in_london(value)[0]
    return f"{key} = {aware.isoformat()}"


def _parsed(text: str) -> datetime | None:
    """Read a time that was written as text, if it is one of a possible year."""
    try:
        value = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return None if year_fault("", value) else value
