"""At which sizes a picture is looked at, and in which pieces."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import cv2
import numpy as np

from gatekeeper.evidence.faces.detections import Pixels

CLOSE = 16_000_000
"""Pixels at most of the largest copy: a 12-megapixel photograph is gone through as it is."""
WHOLE = 1_500_000
"""Pixels at most that a network is shown at once: 1080 x 1350, the size of a post."""
MODEST = 750_000
"""The same for the slower network, which comes back for a closer look at what is small."""
GLANCE = 150_000
"""Pixels at most of the smallest copy, in which a face that fills the picture is small enough."""
TURNED = 400_000
"""Pixels at most of the copies that are turned, for children who are upside down or lying."""
TILE = 1_216
"""Side at most of a tile, so that it holds no more than `WHOLE`."""
SMALLEST = 12
"""Height in pixels of the smallest face that is reported: fewer show nobody."""
LAP = 96
"""Pixels that neighbouring tiles share: a face up to this size lies whole in one of them, and a
larger one in a smaller copy. What an edge cuts is a part of the same face to `combine`."""

NUMBERS = (CLOSE, WHOLE, MODEST, GLANCE, TURNED, TILE, SMALLEST, LAP)
"""Every number on this page, for the version of the search."""


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """The picture at one size; `scale` takes its pixels back to the picture's own.

    A face lower than `smallest` of its pixels is not looked for in it.
    """

    pixels: Pixels
    scale: float = 1.0
    smallest: int = SMALLEST

    @property
    def area(self) -> int:
        """Pixels in it."""
        return self.pixels.size // 3


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A piece of a copy, and where its corner lies in the copy."""

    pixels: Pixels
    left: int
    top: int


def copies(copy: Copy, *sizes: int) -> Iterator[Copy]:
    """Yield the picture at most this large, largest first; none that is nearly the one before."""
    first, *others = sizes
    before = at_most(copy, first)
    yield before
    for pixels in others:
        if pixels * 2 <= before.area:
            # What is small here was looked for in the copy before, where it is larger.
            before = replace(at_most(before, pixels), smallest=SMALLEST * 2)
            yield before


def at_most(copy: Copy, pixels: int) -> Copy:
    """Return the picture with no more than this many pixels; never larger than it is."""
    if copy.area <= pixels:
        return copy
    height, width = copy.pixels.shape[:2]
    shrink = (pixels / copy.area) ** 0.5
    size = max(1, int(width * shrink)), max(1, int(height * shrink))
    smaller = cv2.resize(copy.pixels, size, interpolation=cv2.INTER_AREA)
    return Copy(np.asarray(smaller, np.uint8), copy.scale * width / size[0])


def tiles(picture: Pixels) -> Iterator[Tile]:
    """Yield pieces that cover the picture and overlap, row by row; one where that is enough."""
    height, width = picture.shape[:2]
    side = TILE if height * width > WHOLE else max(height, width)
    for top, bottom in _spans(height, side):
        for left, right in _spans(width, side):
            yield Tile(picture[top:bottom, left:right], left, top)


def _spans(length: int, side: int) -> list[tuple[int, int]]:
    if length <= side:
        return [(0, length)]
    count = -(-(length - LAP) // (side - LAP))
    step = -(-(length - LAP) // count)
    return [(n * step, min(length, (n + 1) * step + LAP)) for n in range(count)]
