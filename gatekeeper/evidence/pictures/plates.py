"""Where the number plates go: beside their box, off the other faces, off one another."""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.picture import Box


def place_plates(
    boxes: tuple[Box, ...], sizes: tuple[tuple[int, int], ...], picture: tuple[int, int]
) -> tuple[Box, ...]:
    """Return a plate for each box, inside the picture, where it hides least.

    `sizes` are the plates' widths and heights. The first place of `_around` that touches
    nothing wins; in a crowd, the one that covers the fewest pixels of faces and other plates.
    """
    placed: list[Box] = []
    for box, size in zip(boxes, sizes, strict=True):
        places = (_inside(place, picture) for place in _around(box, size))
        placed.append(min(places, key=lambda place: _hidden(place, (*boxes, *placed))))
    return tuple(placed)


def _around(box: Box, size: tuple[int, int]) -> Iterator[Box]:
    """Yield the plate's places: above, below, right, left of its box, then over a corner."""
    width, height = size
    middle = box.top + (box.height - height) // 2
    centre = box.left + (box.width - width) // 2
    yield Box(box.left, box.top - height, width, height)
    yield Box(box.right - width, box.top - height, width, height)
    yield Box(centre, box.bottom, width, height)
    yield Box(box.right, middle, width, height)
    yield Box(box.left - width, middle, width, height)
    yield Box(box.left, box.top, width, height)


def _inside(place: Box, picture: tuple[int, int]) -> Box:
    left = max(0, min(place.left, picture[0] - place.width))
    top = max(0, min(place.top, picture[1] - place.height))
    return Box(left, top, place.width, place.height)


def _hidden(place: Box, others: tuple[Box, ...]) -> int:
    return sum(place.overlap(other) for other in others)
