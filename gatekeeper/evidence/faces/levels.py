"""At which sizes a picture is looked at, and in which pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from gatekeeper.evidence.faces.detections import Detections, Pixels

CLOSE = 16_000_000
"""Pixels at most of the largest copy: a 12-megapixel photograph is looked at as it is."""
WHOLE = 1_500_000
"""Pixels at most of what a network is shown at once: 1080 x 1350, the size of a post."""
GLANCE = 150_000
"""Pixels at most of the smallest copy, in which a face that fills the picture is small enough."""
TILE = 1_216
"""Side at most of a tile of the largest copy; its square is no more than `WHOLE`."""
LAP = 96
"""Pixels that neighbouring tiles share: a face up to this size lies whole in one of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """The picture at one size; `scale` takes its pixels back to the picture's own."""

    pixels: Pixels
    scale: float


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A piece of a copy, and where its corner lies in the copy."""

    pixels: Pixels
    left: int
    top: int
    cut: tuple[bool, bool, bool, bool]
    """Whether its left, top, right and bottom edge goes through the picture."""

    def whole_only(self, seen: Detections) -> Detections:
        """Leave out what an inner edge cuts: a neighbour or a smaller copy has it whole."""
        height, width = self.pixels.shape[:2]
        inside = np.stack([seen.boxes[:, 0], seen.boxes[:, 1]], axis=1) > 1
        short = np.array([width, height], np.float32) - seen.boxes[:, 2:] > 1
        return seen.only(
            (np.concatenate([inside, short], axis=1) | ~np.array(self.cut)).all(axis=1)
        )


def small_copies(picture: Pixels) -> list[Copy]:
    """Return the picture whole and, unless it is small already, at a glance."""
    height, width = picture.shape[:2]
    sizes = (WHOLE, GLANCE) if height * width >= GLANCE * 4 else (WHOLE,)
    return [at_most(picture, pixels) for pixels in sizes]


def close_copy(picture: Pixels) -> list[Copy]:
    """Return the copy to be gone through tile by tile; none where the whole one is as large."""
    height, width = picture.shape[:2]
    return [at_most(picture, CLOSE)] if height * width > WHOLE else []


def at_most(picture: Pixels, pixels: int) -> Copy:
    """Return the picture with no more than this many pixels; never larger than it is."""
    height, width = picture.shape[:2]
    shrink = min(1.0, (pixels / (height * width)) ** 0.5)
    if shrink == 1:
        return Copy(picture, 1.0)
    size = max(1, int(width * shrink)), max(1, int(height * shrink))
    smaller = cv2.resize(picture, size, interpolation=cv2.INTER_AREA)
    return Copy(np.asarray(smaller, np.uint8), width / size[0])


def tiles(picture: Pixels) -> Iterator[Tile]:
    """Yield pieces that cover the picture and overlap, row by row."""
    height, width = picture.shape[:2]
    for top, bottom in _spans(height):
        for left, right in _spans(width):
            cut = (left > 0, top > 0, right < width, bottom < height)
            yield Tile(picture[top:bottom, left:right], left, top, cut)


def _spans(length: int) -> list[tuple[int, int]]:
    count = max(1, -(-(length - LAP) // (TILE - LAP)))
    step = -(-(length + (count - 1) * LAP) // count) - LAP
    return [(n * step, min(length, (n + 1) * step + LAP)) for n in range(count)]
