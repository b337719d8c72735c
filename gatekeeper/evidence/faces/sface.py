"""SFace: 128 numbers for a face, the first measurement.

Run by OpenCV, which takes half the time of onnxruntime for this network, and a fourteenth less for
several faces at once than for one after another: the same numbers to the last bit.
"""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np

from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.places import Placed

AT_ONCE = 8
"""Faces that the network is shown at once; more of them gain nothing, and take memory."""
SIDE = 112
"""Pixels of the side of the square that it is shown."""

NO_FACES: Floats = np.zeros((0, 128), np.float32)
"""The numbers of no faces at all, for which nobody has to load a network."""


class SFace:
    """The network, loaded; one call at a time.

    Eyes and mouth are brought to their places by OpenCV's own class, which wants a network to do
    so and does not ask it: it is given `small`, any that is quickly loaded.
    """

    def __init__(self, model: bytes, small: bytes) -> None:
        self._network = cv2.dnn.readNetFromONNX(np.frombuffer(model, np.uint8))
        self._aligner = cv2.FaceRecognizerSF.create(
            "onnx", np.frombuffer(small, np.uint8), np.zeros(0, np.uint8)
        )

    def measure(self, faces: Sequence[Placed]) -> Floats:
        """Return the numbers of m faces, at least one: (m, 128), each of length 1."""
        parts = [
            self._numbers([self._aligned(face) for face in faces[start : start + AT_ONCE]])
            for start in range(0, len(faces), AT_ONCE)
        ]
        return unit(unit(np.concatenate(parts)))

    def measure_mirrored(self, face: Placed) -> Floats:
        """Return the mean of the numbers of a face and of its mirror image, (128,), of length 1.

        Enrolled faces are measured so, at twice the time. For those in a picture it adds nothing.
        """
        upright = self._aligned(face)
        sides = unit(self._numbers([upright, np.asarray(cv2.flip(upright, 1), np.uint8)]))
        return unit(np.asarray(sides.sum(axis=0), np.float32))

    def _aligned(self, face: Placed) -> Pixels:
        square = self._aligner.alignCrop(_blue_first(face.cut), _as_row(face))
        return np.asarray(square, np.uint8)

    def _numbers(self, squares: Sequence[Pixels]) -> Floats:
        """Return what the network makes of pictures (112, 112, 3), blue first: (n, 128)."""
        shown = cv2.dnn.blobFromImages(squares, 1, (SIDE, SIDE), swapRB=True)
        self._network.setInput(shown)
        return np.array(self._network.forward(), np.float32)


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
