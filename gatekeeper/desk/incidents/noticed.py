"""A time as a person at the school types it, by the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime

from gatekeeper.desk.school import LONDON
from gatekeeper.errors import UsageError


def noticed(text: str) -> datetime:
    """Return the moment (UTC) that is meant by `2026-11-20T10:30`.

    In the hour that October repeats the earlier one counts, so that no clock starts late.

    Raises:
        UsageError: it is no time, or one that the clocks left out in March.
    """
    try:
        typed = datetime.fromisoformat(text)
    except ValueError as error:
        raise UsageError("Say when it was noticed: day and time.") from error
    if typed.tzinfo is not None:
        return typed.astimezone(UTC)
    moment = typed.replace(tzinfo=LONDON).astimezone(UTC)
    if moment.astimezone(LONDON).replace(tzinfo=None) != typed:
        raise UsageError("The clocks left that hour out. Say when it was noticed.")
    return moment
