"""Which of the people in some pictures were found, by the height of their faces.

A true box is found when the middle of a finding lies in it, a nose when a finding holds it; one
finding finds one person at most. What a finding is worth beyond that is not judged: a table drawn
by hand leaves people out, so false faces are counted on pictures without people only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from scipy.optimize import linear_sum_assignment

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.evaluate.ground_truth import GroupPicture, Point
from gatekeeper.evidence.evaluate.rates import Rate, counted


class Band(StrEnum):
    """Height of the true box in pixels: from the first, below the second number."""

    TINY = "under 12"
    SMALLER = "12 to 16"
    SMALL = "16 to 24"
    MODEST = "24 to 48"
    MIDDLE = "48 to 96"
    LARGE = "96 and more"
    UNKNOWN = "not said"


EDGES = (
    (12, Band.TINY),
    (16, Band.SMALLER),
    (24, Band.SMALL),
    (48, Band.MODEST),
    (96, Band.MIDDLE),
)
COUNTING = (Band.MODEST, Band.MIDDLE, Band.LARGE, Band.UNKNOWN)
"""The bands of the one figure that leads: 24 pixels and more. A nose alone says no height; where
a table holds noses, the faces are large."""


@dataclass(frozen=True, slots=True)
class Missed:
    """Faces missed, for each band that occurs and for all from 24 pixels on.

    `besides` counts findings that belong to nobody in the table: people whom it leaves out, or
    no people at all.
    """

    counting: Rate
    bands: dict[Band, Rate]
    besides: int


def band_of(height: int) -> Band:
    """Return the band of a face of this height."""
    return next((band for edge, band in EDGES if height < edge), Band.LARGE)


def missed(pictures: Iterable[tuple[GroupPicture, tuple[Box, ...]]]) -> Missed:
    """Return who was missed in pictures, given what was found in each."""
    known: dict[Band, int] = dict.fromkeys(Band, 0)
    gone: dict[Band, int] = dict.fromkeys(Band, 0)
    besides = 0
    for picture, found in pictures:
        seen = _seen(picture, found)
        besides += len(found) - sum(seen)
        for band, there in zip(_bands(picture), seen, strict=True):
            known[band] += 1
            gone[band] += not there
    return Missed(
        counted(sum(gone[band] for band in COUNTING), sum(known[band] for band in COUNTING)),
        {band: counted(gone[band], known[band]) for band in Band if known[band]},
        besides,
    )


def _bands(picture: GroupPicture) -> list[Band]:
    return [band_of(box.height) for box in picture.boxes] + [Band.UNKNOWN] * len(picture.noses)


def _seen(picture: GroupPicture, found: tuple[Box, ...]) -> list[bool]:
    """Return who of the picture's people has a finding of her own, boxes first."""
    fits = [[_middle_in(face, box) for face in found] for box in picture.boxes]
    fits += [[_holds(face, nose) for face in found] for nose in picture.noses]
    table = np.array(fits, np.bool_).reshape(len(fits), len(found))
    people, findings = linear_sum_assignment(table, maximize=True)
    own = set(people[table[people, findings]].tolist())
    return [person in own for person in range(len(fits))]


def _middle_in(face: Box, truth: Box) -> bool:
    return _holds(truth, (face.left + face.width // 2, face.top + face.height // 2))


def _holds(box: Box, point: Point) -> bool:
    return box.left <= point[0] < box.right and box.top <= point[1] < box.bottom
