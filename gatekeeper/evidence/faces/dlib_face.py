"""The dlib descriptor: 128 numbers for a face, the second opinion, six times as slow.

The weights are those of `face_recognition`; its own functions take a face to be where a
68-point file puts it, which is not free for us, so dlib's classes are called with the 5-point one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import dlib
import numpy as np

from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.places import Placed
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import DLIB, FIVE_POINTS

SQUARE, MIDDLE = 0.862, 0.536
"""Side and middle of the square that dlib was trained with, in heights of YuNet's box."""
CHIP, PADDING = 150, 0.25
JITTERS = 10
"""Slightly moved and turned copies that are averaged when a child is enrolled."""
NUMBERS = (SQUARE, MIDDLE, CHIP, PADDING, JITTERS)
"""Every number on this page, for the version of the comparison."""


class DlibFace:
    """Both files of one folder, loaded."""

    def __init__(self, models: Path) -> None:
        for model in (DLIB, FIVE_POINTS):
            load(models, model)
        self._places = dlib.shape_predictor(str(models / FIVE_POINTS.file))
        self._weights = str(models / DLIB.file)
        self._network = dlib.face_recognition_model_v1(self._weights)

    def measure(self, face: Placed) -> Floats:
        """Return the numbers of a face, (128,), of length 1."""
        return unit(self._numbers(self._network, face, 0))

    def measure_jittered(self, face: Placed) -> Floats:
        """Return the mean numbers of ten jitters of a face, (128,), of length 1.

        The network is loaded anew, since its jitters go on from those of the call before: the same
        picture is to give the same numbers.
        """
        return unit(self._numbers(dlib.face_recognition_model_v1(self._weights), face, JITTERS))

    def _numbers(self, network: Any, face: Placed, jitters: int) -> Floats:
        shape = self._places(face.cut, _square(face))
        chip: Pixels = dlib.get_face_chip(face.cut, shape, CHIP, PADDING)
        return np.asarray(network.compute_face_descriptor(chip, jitters), np.float32)


def _square(face: Placed) -> dlib.rectangle:
    left, top, right, bottom = (float(edge) for edge in face.box)
    height = bottom - top
    across, down, half = (left + right) / 2, top + MIDDLE * height, SQUARE * height / 2
    edges = (across - half, down - half, across + half, down + half)
    return dlib.rectangle(*(round(edge) for edge in edges))
