"""Places in a picture: drawn with a finger, tapped, or chosen by the numbers of a grid."""

from __future__ import annotations

from gatekeeper.domain.picture import Box, PictureFacts
from gatekeeper.domain.tap import Tap
from gatekeeper.errors import UsageError
from gatekeeper.web.visit import Visit

COLUMNS, ROWS = 8, 6
"""The grid of places, numbered from 1 along the rows, for whoever draws nothing."""
PLACES = COLUMNS * ROWS


def place_of(visit: Visit, facts: PictureFacts) -> Box | Tap:
    """Return what a form names: a box, a point, or the places from one number to another.

    Raises:
        UsageError: it names none of them.
    """
    if box := _numbers(visit, "left", "top", "width", "height"):
        return Box(*box).within(facts.width, facts.height)
    if point := _numbers(visit, "x", "y"):
        return Tap(*point)
    if not (first := _numbers(visit, "first")):
        raise UsageError("No place was chosen.", "Draw on the picture, or give a place's number.")
    last = _numbers(visit, "last") or first
    return _joined(first[0], last[0], facts)


def box_of(visit: Visit, facts: PictureFacts) -> Box:
    """Return a place that has a size.

    Raises:
        UsageError: nothing, or only a point, was chosen.
    """
    place = place_of(visit, facts)
    if isinstance(place, Tap):
        raise UsageError("Draw a box, not a point.", "Press, move, and let go.")
    return place


def _numbers(visit: Visit, *names: str) -> tuple[int, ...]:
    texts = [visit.text(name) for name in names]
    return tuple(map(int, texts)) if all(text.isdecimal() for text in texts) else ()


def _joined(first: int, last: int, facts: PictureFacts) -> Box:
    if not (1 <= first <= PLACES and 1 <= last <= PLACES):
        raise UsageError(f"The places have the numbers 1 to {PLACES}.", "Choose two of them.")
    columns = sorted(((first - 1) % COLUMNS, (last - 1) % COLUMNS))
    rows = sorted(((first - 1) // COLUMNS, (last - 1) // COLUMNS))
    left, right = columns[0] * facts.width // COLUMNS, (columns[1] + 1) * facts.width // COLUMNS
    top, bottom = rows[0] * facts.height // ROWS, (rows[1] + 1) * facts.height // ROWS
    return Box(left, top, right - left, bottom - top)
