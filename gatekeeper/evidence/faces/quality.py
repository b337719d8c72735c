"""How clearly a face can be seen: sharpness, and which way the head is turned."""

from __future__ import annotations

import cv2
import numpy as np

from gatekeeper.domain.face import Turn
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Floats, Pixels

SIDE = 112
"""Pixels to which a face is scaled before its sharpness is measured."""
HALF_FROM, AWAY_FROM = 0.45, 1.0
"""Bounds of `lean`; about 20 and 45 degrees, measured on heads of known turn."""


def sharpness(picture: Pixels, box: Box) -> int:
    """Return the variance of the Laplacian over the face at 112 x 112 pixels, grey, rounded.

    A small face has to be enlarged for it and scores low: there is little in it to know her by.
    """
    cut = picture[box.top : box.bottom, box.left : box.right]
    if cut.size == 0:
        return 0
    way = cv2.INTER_AREA if min(cut.shape[:2]) > SIDE else cv2.INTER_LINEAR
    face = cv2.resize(cv2.cvtColor(cut, cv2.COLOR_RGB2GRAY), (SIDE, SIDE), interpolation=way)
    return round(float(cv2.Laplacian(face, cv2.CV_64F).var()))


def turn(points: Floats) -> Turn:
    """Return which way a head looks, from its five points (5, 2)."""
    leaning = lean(points)
    if leaning is None:
        return Turn.UNKNOWN
    if leaning < HALF_FROM:
        return Turn.FRONT
    return Turn.HALF if leaning < AWAY_FROM else Turn.SIDE


def lean(points: Floats) -> float | None:
    """Return how far the nose is from the middle of the face, in half distances of the eyes.

    The middle is halfway between the middles of eyes and mouth; `across` is the direction square
    to the line between those two, so a head held askew changes nothing. 0 is straight ahead, 1 is
    the nose in line with an eye. None when the points do not make a face.
    """
    eyes, mouth = points[:2].mean(axis=0), points[3:].mean(axis=0)
    down = mouth - eyes
    length = float(np.hypot(*down))
    if not length >= 1:  # nor where a network gave no number
        return None
    across = np.array([down[1], -down[0]]) / length
    span = abs(float((points[1] - points[0]) @ across)) / 2
    off = abs(float((points[2] - (eyes + mouth) / 2) @ across))
    return off / max(span, 0.05 * length)
