"""A tap on a picture, where somebody is whom nobody found: how large her head may be."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.domain.picture import Box

NEIGHBOURS = 3
"""Faces nearest to a tap whose size it takes: rows of a class photograph differ in size."""
ROOM = 140
"""Percent of a neighbour's face that the box takes: a tap is rarely in the middle of a head, and
the back of a head is larger than a face."""
ALONE = 6
"""Where nobody was found, a head is taken for a sixth of the picture's shorter side."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A point in pixels of the upright original, from the top left corner."""

    x: int
    y: int

    def lies_in(self, box: Box) -> bool:
        """Whether the point is one of the box's pixels."""
        return box.left <= self.x < box.right and box.top <= self.y < box.bottom


def head_at(tap: Tap, faces: Iterable[Box], width: int, height: int) -> Box:
    """Return a box about a tap, as large as the heads nearby, inside a picture of this size."""
    near = sorted(faces, key=lambda face: _distance(tap, face))[:NEIGHBOURS]
    sides = sorted(max(face.width, face.height) for face in near) or [min(width, height) // ALONE]
    side = max(1, sides[len(sides) // 2] * ROOM // 100)
    return Box(tap.x - side // 2, tap.y - side // 2, side, side).within(width, height)


def _distance(tap: Tap, face: Box) -> int:
    across, down = 2 * tap.x - face.left - face.right, 2 * tap.y - face.top - face.bottom
    return across**2 + down**2
