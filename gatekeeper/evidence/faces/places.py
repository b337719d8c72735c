"""Where eyes, nose and mouth are in a face that is known to be there.

The face is cut out and brought to one size first, so that it costs a few milliseconds whatever
the size of the picture, and so that a face is measured alike wherever its box came from.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.combine import same_face
from gatekeeper.evidence.faces.detections import Detections, Floats, Pixels
from gatekeeper.evidence.faces.yunet import YuNet

FACE, SIDE = 144, 288
"""The face is brought to this height, in a square of this side."""
LEAST = 0.3
"""YuNet's score from which there is a face in the box."""
NUMBERS = (FACE, SIDE, LEAST)
"""Every number on this page, for the version of the comparison."""


@dataclass(frozen=True, slots=True, eq=False)
class Placed:
    """A face cut out of a picture and brought to one size.

    `cut` is (288, 288, 3) RGB; `box` (4,) and `points` (5, 2) are in its pixels. `height` is that
    of the face in the picture.
    """

    cut: Pixels
    box: Floats
    points: Floats
    height: int


def placed(picture: Pixels, box: Box, yunet: YuNet, side: int = SIDE) -> Placed | None:
    """Return the face in a box of this picture, or None where the detector sees none in it.

    It is looked for in a square of this side, which costs the less the smaller that is.
    """
    cut = cut_out(picture, box, FACE, SIDE)
    seen = _seen(cut, yunet, side)
    wide = box.width / max(box.height, 1) * FACE / 2
    known = SIDE / 2 + np.array([-wide, -FACE / 2, wide, FACE / 2], np.float32)
    there = seen.only(same_face(known, seen.boxes))
    if not len(there):
        return None
    best = int(there.scores.argmax())
    return Placed(cut, there.boxes[best], there.points[best], box.height)


def _seen(cut: Pixels, yunet: YuNet, side: int) -> Detections:
    if side == SIDE:
        return yunet.see(cut, LEAST)
    small = cv2.resize(cut, (side, side), interpolation=cv2.INTER_AREA)
    return yunet.see(np.asarray(small, np.uint8), LEAST).placed(SIDE / side)


def cut_out(picture: Pixels, box: Box, face: int, side: int) -> Pixels:
    """Return a square (side, side, 3) about the middle of a box that is `face` pixels high in it.

    What lies beyond the picture is black.
    """
    span = max(round(box.height * side / face), 2)
    left = round(box.left + box.width / 2 - span / 2)
    top = round(box.top + box.height / 2 - span / 2)
    height, width = picture.shape[:2]
    inside = picture[max(top, 0) : top + span, max(left, 0) : left + span]
    edges = (max(-top, 0), max(top + span - height, 0), max(-left, 0), max(left + span - width, 0))
    square = cv2.copyMakeBorder(inside, *edges, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    way = cv2.INTER_AREA if span > side else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(square, (side, side), interpolation=way), np.uint8)
