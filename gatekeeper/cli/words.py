"""Days and times as they are typed at the command line."""

from __future__ import annotations

from datetime import date, datetime

from gatekeeper.errors import UsageError


def day(text: str) -> date:
    """Read YYYY-MM-DD.

    Raises:
        UsageError: it is no such day.
    """
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a day."
        raise UsageError(message, "Write it as YYYY-MM-DD, for example 2026-11-22.") from error


def moment(text: str) -> datetime:
    """Read a time with its zone, as 2026-11-23T09:00+00:00.

    Raises:
        UsageError: it is no such time, or has no zone.
    """
    try:
        read = datetime.fromisoformat(text)
    except ValueError as error:
        message = f"{text!r} is not a time."
        raise UsageError(message, "Write it as 2026-11-23T09:00+00:00.") from error
    if read.tzinfo is None:
        message = f"{text!r} has no time zone."
        raise UsageError(message, "Add +00:00 in winter, +01:00 in summer.")
    return read
