"""Days as they are typed at the command line."""

from __future__ import annotations

from datetime import date

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
