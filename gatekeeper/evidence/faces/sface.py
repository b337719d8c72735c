"""SFace: 128 numbers for a face, the first measurement.

Run by OpenCV, which takes half the time of onnxruntime for this network.
"""

from __future__ import annotations

import cv2
import numpy as np

from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.places import Placed


class SFace:
    """The network, loaded; one call at a time."""

    def __init__(self, model: bytes) -> None:
        self._network = cv2.FaceRecognizerSF.create(
            "onnx", np.frombuffer(model, np.uint8), np.zeros(0, np.uint8)
        )

    def measure(self, face: Placed, *, mirrored: bool = False) -> Floats:
        """Return the numbers of a face, (128,), length 1; the mean with its mirror image if asked.

        Enrolled faces are `mirrored`, at twice the time. For those in a picture it adds nothing.
        """
        upright = self._network.alignCrop(_blue_first(face.cut), _as_row(face))
        sides = (upright, cv2.flip(upright, 1)) if mirrored else (upright,)
        return unit(np.sum([unit(self._network.feature(side)[0]) for side in sides], axis=0))


def unit(vectors: Floats) -> Floats:
    """Return vectors of length 1 along the last axis; one without any length stays."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-9), np.float32)


def _blue_first(picture: Pixels) -> Pixels:
    return np.asarray(cv2.cvtColor(picture, cv2.COLOR_RGB2BGR), np.uint8)


def _as_row(face: Placed) -> Floats:
    """Return left, top, width, height, points and score: a row of OpenCV's own detector."""
    sides = face.box[2:] - face.box[:2]
    parts = [face.box[:2], sides, face.points.reshape(-1), np.ones(1)]
    return np.concatenate(parts).astype(np.float32)[None]
