"""Faces of a decoded picture as numbers: both engines, and the way to a face's eyes and mouth.

For whoever measures many pictures (`gatekeeper faces evaluate`), without port or encryption:

- `Measurer.placed(picture, box)` finds eyes and mouth in a box that the finder gave; `enrolled`
  measures the face as for the register, `sface` and `dlib` as in a picture that is judged;
- `gallery.Roll.of_faces(owners, faces)` takes templates as a register. With every picture as its
  own owner, `roll.among(numbers)` is the likeness (m, n) of pictures to all pictures, centred and
  fused, in standard deviations of strangers; `closeness.log_odds` makes log odds of it;
- `match.named(faces, gallery, roll, measurer)` suggests names, without reading a picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from gatekeeper.domain.biometrics import Engine, Template
from gatekeeper.domain.face import Turn
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.places import SIDE, Placed, placed
from gatekeeper.evidence.faces.quality import sharpness, turn
from gatekeeper.evidence.faces.sface import NO_FACES, SFace
from gatekeeper.evidence.faces.templates import packed
from gatekeeper.evidence.faces.yunet import YuNet
from gatekeeper.evidence.models.cache import load
from gatekeeper.evidence.models.manifest import SFACE, YUNET

if TYPE_CHECKING:
    from gatekeeper.evidence.faces.dlib_face import DlibFace

BLURRED = 7
"""Sharpness under which a face is too blurred to be sure of: 1 in 100 sharp ones of 36 pixels."""


class Measurer:
    """The engines with the models of one folder; each is loaded, and checked, at its first use."""

    def __init__(self, models: Path, side: int = SIDE) -> None:
        self._models, self._side = models, side

    def placed(self, picture: Pixels, box: Box) -> Placed | None:
        """Return the face in a box of an upright RGB picture; None where there is none to be seen.

        Raises:
            CouldNotCheck: a model is missing or altered.
        """
        return placed(picture, box, self._yunet, self._side)

    def sface(self, face: Placed) -> Floats:
        """Return SFace's numbers (128,), length 1. Raises: as `placed`."""
        numbers: Floats = self.sface_all([face])[0]
        return numbers

    def sface_all(self, faces: Sequence[Placed]) -> Floats:
        """Return SFace's numbers of m faces, (m, 128), length 1 each. Raises: as `placed`."""
        return self._sface.measure(faces) if faces else NO_FACES

    def enrolled(self, face: Placed) -> tuple[Template, ...]:
        """Return what is kept of a face: both engines, with mirror image and ten jitters."""
        return (
            packed(Engine.SFACE, self._sface.measure_mirrored(face)),
            packed(Engine.DLIB, self._dlib.measure_jittered(face)),
        )

    def dlib(self, face: Placed) -> Floats:
        """Return dlib's numbers (128,), length 1. Raises: as `placed`."""
        return self._dlib.measure(face)

    def poor(self, face: Placed) -> bool:
        """Return whether a face is turned away or blurred."""
        left, top, right, bottom = (round(float(edge)) for edge in face.box)
        height, width = face.cut.shape[:2]
        box = Box(left, top, right - left, bottom - top).within(width, height)
        turned = turn(face.points) in {Turn.SIDE, Turn.UNKNOWN}
        return turned or sharpness(face.cut, box) < BLURRED

    @cached_property
    def _yunet(self) -> YuNet:
        return YuNet(load(self._models, YUNET))

    @cached_property
    def _sface(self) -> SFace:
        return SFace(load(self._models, SFACE), small=load(self._models, YUNET))

    @cached_property
    def _dlib(self) -> DlibFace:
        from gatekeeper.evidence.faces.dlib_face import DlibFace  # noqa: PLC0415 - an audit needs none

        return DlibFace(self._models)
