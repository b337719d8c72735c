"""YuNet: quick, and good at faces of 12 to 300 pixels.

The decoding is that of OpenCV's `FaceDetectorYN`, and a test holds it to the same boxes; run by
onnxruntime it takes half the time and follows its size of memory.
"""

from __future__ import annotations

import numpy as np

from gatekeeper.evidence.faces.detections import NOTHING, Detections, Floats, Pixels, joined
from gatekeeper.evidence.faces.network import STEP, Network, as_input

NAME = "YuNet"
STRIDES = (8, 16, 32)
"""Pixels from one place where a face may be centred to the next, on each of three grids."""
OVERLAP = 0.3


class YuNet:
    """The detector, loaded."""

    def __init__(self, model: bytes) -> None:
        self._network = Network(model)

    def see(self, picture: Pixels, least: float) -> Detections:
        """Return the faces of a picture with at least this score, in its pixels."""
        outputs = self._network.run(as_input(picture, blue_first=True))
        columns = -(-picture.shape[1] // STEP) * STEP
        grids = [_on_grid(outputs, stride, columns // stride, least) for stride in STRIDES]
        return joined(grids).thinned(OVERLAP)


def _on_grid(outputs: dict[str, Floats], stride: int, columns: int, least: float) -> Detections:
    sure = outputs[f"cls_{stride}"][0, :, 0].clip(0, 1) * outputs[f"obj_{stride}"][0, :, 0].clip(
        0, 1
    )
    scores = np.sqrt(sure)
    places = np.flatnonzero(scores >= least)
    if not len(places):
        return NOTHING
    cell = np.stack([places % columns, places // columns], axis=1).astype(np.float32)
    shape = outputs[f"bbox_{stride}"][0, places]
    centre, sides = (cell + shape[:, :2]) * stride, np.exp(shape[:, 2:]) * stride
    points = outputs[f"kps_{stride}"][0, places].reshape(-1, 5, 2)
    return Detections(
        np.concatenate([centre - sides / 2, centre + sides / 2], axis=1).astype(np.float32),
        scores[places],
        (points + cell[:, None]) * np.float32(stride),
    )
