"""Where the number plates go: beside their box, off the other faces, off one another."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from gatekeeper.domain.picture import Box

CELL = 128
"""Pixels: side of the squares in which what is near is looked up."""


def place_plates(
    boxes: tuple[Box, ...], sizes: tuple[tuple[int, int], ...], picture: tuple[int, int]
) -> tuple[Box, ...]:
    """Return a plate for each box, inside the picture, where it hides least.

    `sizes` are the plates' widths and heights. The first place of `_around` that touches
    nothing wins; in a crowd, the one that covers the fewest pixels of faces and other plates.
    """
    taken = _Taken(boxes)
    placed: list[Box] = []
    for box, size in zip(boxes, sizes, strict=True):
        places = (_inside(place, picture) for place in _around(box, size))
        placed.append(min(places, key=taken.hidden_by))
        taken.add(placed[-1])
    return tuple(placed)


def hidden(boxes: tuple[Box, ...], plates: tuple[Box, ...]) -> int:
    """Return how many pixels of faces, and of one another, the plates hide."""
    taken, total = _Taken(boxes), 0
    for plate in plates:
        total += taken.hidden_by(plate)
        taken.add(plate)
    return total


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


class _Taken:
    """Places that are taken, by the cells of a grid: in a crowd only neighbours are compared."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self._cells: dict[tuple[int, int], set[tuple[int, Box]]] = defaultdict(set)
        self._count = 0
        for box in boxes:
            self.add(box)

    def add(self, box: Box) -> None:
        self._count += 1
        for cell in _cells(box):
            self._cells[cell].add((self._count, box))

    def hidden_by(self, place: Box) -> int:
        near = set().union(*(self._cells[cell] for cell in _cells(place) if cell in self._cells))
        return sum(place.overlap(box) for _, box in near)


def _cells(box: Box) -> Iterator[tuple[int, int]]:
    for column in range(box.left // CELL, (box.right - 1) // CELL + 1):
        for row in range(box.top // CELL, (box.bottom - 1) // CELL + 1):
            yield column, row
