"""What a detector saw in one picture: boxes, scores and five points a face, as arrays."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3, RGB, upright."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Detections:
    """n faces: `boxes` (n, 4) left, top, right, bottom; `scores` (n,) 0 to 1; `points` (n, 5, 2).

    The points are: right eye, left eye, tip of the nose, right and left corner of the mouth, as
    x and y. Everything is in pixels of one picture; boxes may reach beyond its edge.
    """

    boxes: Floats
    scores: Floats
    points: Floats

    def __len__(self) -> int:
        return len(self.scores)

    @property
    def heights(self) -> Floats:
        """Height of each box in pixels."""
        tall: Floats = self.boxes[:, 3] - self.boxes[:, 1]
        return tall

    def only(self, chosen: npt.NDArray[np.bool_] | npt.NDArray[np.intp]) -> Detections:
        """Return the chosen ones, by mask or by index."""
        return Detections(self.boxes[chosen], self.scores[chosen], self.points[chosen])

    def placed(self, scale: float, left: float = 0, top: float = 0) -> Detections:
        """Return the same faces in a picture `scale` times as large, moved right and down."""
        move = np.array([left, top], np.float32)
        size = np.float32(scale)
        return Detections(
            self.boxes * size + np.tile(move, 2), self.scores, self.points * size + move
        )

    def unturned(self, quarters: int, width: int, height: int) -> Detections:
        """Return the faces of a picture of this size that was shown turned by `numpy.rot90`."""
        if not quarters:
            return self
        wide = width if quarters % 2 else height
        left, top, right, bottom = self.boxes.T
        points = np.stack([wide - self.points[:, :, 1], self.points[:, :, 0]], axis=2)
        boxes = np.stack([wide - bottom, left, wide - top, right], axis=1)
        return Detections(boxes, self.scores, points).unturned(quarters - 1, width, height)

    def thinned(self, overlap: float) -> Detections:
        """Return the best of each heap of boxes that share more than this of their joint area."""
        sides = self.boxes[:, 2:] - self.boxes[:, :2]
        heap = np.concatenate([self.boxes[:, :2], sides], axis=1)
        kept = cv2.dnn.NMSBoxes(heap.tolist(), self.scores.tolist(), 0.0, overlap)
        return self.only(np.asarray(kept, np.intp).reshape(-1))


NOTHING = Detections(
    np.zeros((0, 4), np.float32), np.zeros(0, np.float32), np.zeros((0, 5, 2), np.float32)
)


def joined(parts: Sequence[Detections]) -> Detections:
    """Return all of them as one."""
    if not parts:
        return NOTHING
    return Detections(
        np.concatenate([part.boxes for part in parts]),
        np.concatenate([part.scores for part in parts]),
        np.concatenate([part.points for part in parts]),
    )


def shared(box: Floats, boxes: Floats) -> tuple[Floats, Floats]:
    """Return, against each of `boxes`, the share of the joint area and of the smaller area."""
    corner = np.maximum(box[:2], boxes[:, :2])
    sides = np.maximum(np.minimum(box[2:], boxes[:, 2:]) - corner, 0)
    common = sides[:, 0] * sides[:, 1]
    one, many = _area(box[None]), _area(boxes)
    return common / (one + many - common), common / np.minimum(one, many)


def _area(boxes: Floats) -> Floats:
    sides = np.maximum(boxes[:, 2:] - boxes[:, :2], np.float32(1e-3))
    area: Floats = sides[:, 0] * sides[:, 1]
    return area
