"""CenterFace: slower, better at turned heads; takes a closer look where one is asked for."""

from __future__ import annotations

import cv2
import numpy as np

from gatekeeper.evidence.faces.detections import Detections, Floats, Pixels, joined, shared
from gatekeeper.evidence.faces.network import Network, as_input

NAME = "CenterFace"
OVERLAP = 0.3
STRIDE = 4
CLOSE_FACE, CLOSE_SIDE = 48, 96
"""For a closer look: the suspected face is brought to this height, in a square of this side."""
CLOSE_MATCH = 0.25
"""Share of the joint area from which what is seen there is the face that was suspected."""
BATCH = 32


class CenterFace:
    """The detector, loaded."""

    def __init__(self, model: bytes) -> None:
        self._network = Network(model)

    def see(self, picture: Pixels, least: float) -> Detections:
        """Return the faces of a picture with at least this score, in its pixels."""
        return self._seen(as_input(picture, blue_first=False), least)[0].thinned(OVERLAP)

    def look_closer(self, picture: Pixels, boxes: Floats, least: float) -> Detections:
        """Return what is seen at each of these boxes when it is cut out and brought to one size."""
        found: list[Detections] = []
        for start in range(0, len(boxes), BATCH):
            cuts = [_Cut(box) for box in boxes[start : start + BATCH]]
            squares = np.concatenate([cut.out_of(picture) for cut in cuts])
            seen = self._seen(squares, least)
            found += [cut.put_back(one) for cut, one in zip(cuts, seen, strict=True)]
        return joined(found)

    def _seen(self, pictures: Floats, least: float) -> list[Detections]:
        """Return every picture's detections, heaps not yet thinned."""
        heat, scale, offset, points = self._network.run(pictures).values()
        return [
            _decoded(heat[n, 0], scale[n], offset[n], points[n], least)
            for n in range(len(pictures))
        ]


class _Cut:
    """A square about one suspected face, and the way there and back."""

    def __init__(self, box: Floats) -> None:
        self._zoom = CLOSE_FACE / max(float(box[3] - box[1]), 1.0)
        side = CLOSE_SIDE / self._zoom
        self._left, self._top = (float(v) for v in (box[:2] + box[2:]) / 2 - side / 2)

    def out_of(self, picture: Pixels) -> Floats:
        move = (-self._left * self._zoom, -self._top * self._zoom)
        there = np.array([[self._zoom, 0, move[0]], [0, self._zoom, move[1]]], np.float32)
        return as_input(
            np.asarray(cv2.warpAffine(picture, there, (CLOSE_SIDE, CLOSE_SIDE)), np.uint8),
            blue_first=False,
        )

    def put_back(self, seen: Detections) -> Detections:
        """Return the best that was seen in the middle, in pixels of the picture; or nothing."""
        edge = (CLOSE_SIDE - CLOSE_FACE) / 2
        middle = np.array([edge, edge, CLOSE_SIDE - edge, CLOSE_SIDE - edge], np.float32)
        there = seen.only(shared(middle, seen.boxes)[0] > CLOSE_MATCH)
        best = there.only(np.argsort(-there.scores, kind="stable")[:1])
        return best.placed(1 / self._zoom, self._left, self._top)


def _decoded(
    heat: Floats, scale: Floats, offset: Floats, points: Floats, least: float
) -> Detections:
    rows, columns = np.nonzero(heat >= least)
    at = (slice(None), rows, columns)
    centre = (np.stack([columns, rows], axis=1) + offset[at][::-1].T + 0.5) * STRIDE
    sides = np.exp(scale[at][::-1].T) * STRIDE
    corner = centre - sides / 2
    spots = points[at].T.reshape(-1, 5, 2)[:, :, ::-1] * sides[:, None] + corner[:, None]
    return Detections(
        np.concatenate([corner, corner + sides], axis=1).astype(np.float32),
        heat[rows, columns],
        spots.astype(np.float32),
    )
