"""How a check ends, from harmless to final."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum


class Verdict(IntEnum):
    """Ordered so that the worst wins with max()."""

    PASS = 0
    NOTE = 1
    """Said and counted; stops nothing."""
    ASK = 2
    """A named person must answer before the post can be submitted."""
    WAIT = 3
    """May be signed; goes out when the time or event it names has come."""
    UNCHECKED = 4
    """Could not be judged, so it is not yes."""
    BLOCK = 5
    """Only a change of the post, or of the facts, lifts it."""


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the worst of some verdicts; none at all is PASS, so never hand in an empty book."""
    return max(verdicts, default=Verdict.PASS)
