"""Faces of a decoded picture as numbers: both engines, and the way to a face's eyes and mouth.

For whoever measures many pictures (`gatekeeper faces evaluate`): `Measurer.placed` finds the eyes
in a box that the finder gave, `sface` and `dlib` give the numbers (128,), `closeness.Roll` and
`gallery.Space` compare them.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.dlib_face import DlibFace
from gatekeeper.evidence.faces.places import Placed, placed
from gatekeeper.evidence.faces.sface import SFace
from gatekeeper.evidence.faces.yunet import YuNet
from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import SFACE, YUNET


class Measurer:
    """The engines with the models of one folder; each is loaded, and checked, at its first use."""

    def __init__(self, models: Path) -> None:
        self._models = models

    def placed(self, picture: Pixels, box: Box) -> Placed | None:
        """Return the face in a box of an upright RGB picture; None where there is none to be seen.

        Raises:
            CouldNotCheck: a model is missing or altered.
        """
        return placed(picture, box, self._yunet)

    def sface(self, face: Placed) -> Floats:
        """Return SFace's numbers (128,), length 1. Raises: as `placed`."""
        return self._sface.measure(face)

    def dlib(self, face: Placed, jitters: int = 0) -> Floats:
        """Return dlib's numbers (128,), length 1. Raises: as `placed`."""
        return self._dlib.measure(face, jitters)

    @cached_property
    def _yunet(self) -> YuNet:
        return YuNet(load(self._models, YUNET))

    @cached_property
    def _sface(self) -> SFace:
        return SFace(load(self._models, SFACE))

    @cached_property
    def _dlib(self) -> DlibFace:
        return DlibFace(self._models)
