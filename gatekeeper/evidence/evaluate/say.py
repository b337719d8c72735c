"""Numbers as a person reads them: never a rate without its count and its interval."""

from __future__ import annotations

from gatekeeper.evidence.evaluate.rates import Method, Rate

SIGN = "\N{NO-BREAK SPACE}%"
NEARLY_ALL = 99
"""Per cent from which a second digit is told."""


def percent(share: float) -> str:
    """Return a share as per cent, with no more digits than it is worth."""
    hundred = 100 * share
    if hundred in {0, 100}:
        return f"{hundred:.0f}{SIGN}"
    if hundred >= NEARLY_ALL:
        return f"{min(hundred, 99.99):.2f}{SIGN}"
    return f"{hundred:.1f}{SIGN}" if hundred >= 1 else f"{hundred:.2g}{SIGN}"


def share_of(rate: Rate | None) -> str:
    """Return the share alone; a dash where nothing was counted."""
    return "–" if rate is None or rate.share is None else percent(rate.share)


def count_of(rate: Rate | None) -> str:
    """Return how many of how many."""
    return "–" if rate is None or not rate.total else f"{rate.count:,} of {rate.total:,}"


def interval(rate: Rate | None) -> str:
    """Return the interval, or that there are too few people for one."""
    if rate is None or not rate.total:
        return "–"
    if rate.method is Method.NONE:
        return rate.method.value
    return f"{percent(rate.low)} to {percent(rate.high)}"


def cell(rate: Rate | None) -> str:
    """Return the share, and in a second line its count and interval, for a table."""
    if rate is None or not rate.total:
        return "–"
    return f"{share_of(rate)}\n{count_of(rate)}; {interval(rate)}"


def whole(rate: Rate) -> str:
    """Return share, count and interval in one go, for a sentence."""
    return f"{share_of(rate)} ({count_of(rate)}; {interval(rate)})"


def seconds(value: float | None) -> str:
    """Return CPU seconds."""
    return "–" if value is None else f"{value:.2f} s"


def megabytes(value: int) -> str:
    """Return bytes as megabytes."""
    return f"{value / 1e6:,.0f} MB" if value else "–"


def times(ratio: float | None) -> str:
    """Return a ratio."""
    return "–" if ratio is None else f"{ratio:.2f}"
