"""From what two detectors saw at several sizes to one entry a face.

A face counts when either detector alone is sure enough of it: missing one is the worst failure,
so nothing needs both. Both that see it clearly, or one that is sure, make it a face; else it is
*perhaps a face*, and shown as such.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gatekeeper.domain.face import Seen
from gatekeeper.evidence.faces import centerface, yunet
from gatekeeper.evidence.faces.detections import Detections, Floats, shared


@dataclass(frozen=True, slots=True)
class Bar:
    """The scores, 0 to 1, from which each detector alone is believed."""

    yunet: float
    centerface: float


USUAL = Bar(yunet=0.6, centerface=0.35)
"""Measured: no false face in 39 pictures without people (docs/decisions/0003-finding-faces.md)."""
CAREFUL = Bar(yunet=0.3, centerface=0.2)
"""For a finished file: what hides behind a cover is worth a false alarm."""
CLEAR = Bar(yunet=0.7, centerface=0.5)
"""Both at least this clear make it a face."""
SURE = Bar(yunet=0.85, centerface=0.6)
"""One detector alone makes it a face from here."""

SAME, INSIDE, ALIKE = 0.3, 0.7, 0.5
"""Two boxes are one face when they share this much of their joint area; or when the smaller lies
this far inside the larger, and is at least this high against it."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One face: box (4,) and points (5, 2) in pixels of the picture, the best score of each."""

    box: Floats
    points: Floats
    yunet: float
    centerface: float

    @property
    def score(self) -> float:
        """The better detector's score, 0 to 1."""
        return max(self.yunet, self.centerface)

    def seen_by(self, bar: Bar) -> tuple[str, ...]:
        """Return the names of the detectors that are believed."""
        scores = (
            (yunet.NAME, self.yunet, bar.yunet),
            (centerface.NAME, self.centerface, bar.centerface),
        )
        return tuple(name for name, score, least in scores if score >= least)

    @property
    def seen(self) -> Seen:
        """How sure the finding is."""
        clear = len(self.seen_by(CLEAR)) > 1 or self.seen_by(SURE)
        return Seen.FACE if clear else Seen.PERHAPS


def combine(by_yunet: Detections, by_centerface: Detections, bar: Bar) -> tuple[Face, ...]:
    """Return one entry for each face that either detector is believed on, surest first."""
    believed = (
        by_yunet.only(by_yunet.scores >= bar.yunet),
        by_centerface.only(by_centerface.scores >= bar.centerface),
    )
    return tuple(_heaps(*believed))


def same_face(box: Floats, boxes: Floats) -> npt.NDArray[np.bool_]:
    """Return for each of `boxes` whether it holds the same face as `box`.

    A much smaller box inside a larger one stays: a wrong large box must not swallow a child.
    """
    joint, inside = shared(box, boxes)
    height, heights = box[3] - box[1], boxes[:, 3] - boxes[:, 1]
    alike = np.minimum(height, heights) >= ALIKE * np.maximum(height, heights)
    return np.asarray((joint >= SAME) | (alike & (inside >= INSIDE)), np.bool_)


def _heaps(by_yunet: Detections, by_centerface: Detections) -> Iterator[Face]:
    """Take the best detection, everything that is the same face, and so on until none is left."""
    rest = [by_yunet, by_centerface]
    while any(len(part) for part in rest):
        lead = max((part for part in rest if len(part)), key=lambda part: float(part.scores.max()))
        box = lead.boxes[int(lead.scores.argmax())]
        same = [same_face(box, part.boxes) for part in rest]
        yield _face(*(part.only(mask) for part, mask in zip(rest, same, strict=True)))
        rest = [part.only(~mask) for part, mask in zip(rest, same, strict=True)]


def _face(by_yunet: Detections, by_centerface: Detections) -> Face:
    """Return the face with the box and points of the detector that is surer of it."""
    scores = [float(part.scores.max(initial=0)) for part in (by_yunet, by_centerface)]
    best = by_yunet if scores[0] >= scores[1] else by_centerface
    at = int(best.scores.argmax())
    return Face(best.boxes[at], best.points[at], *scores)
