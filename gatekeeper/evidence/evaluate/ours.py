"""gatekeeper as it is used: the same finder, the same measuring, the same models."""

from __future__ import annotations

from pathlib import Path

from gatekeeper.domain.biometrics import Engine, Template
from gatekeeper.domain.face import Seen
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.evaluate.alike import as_post, meant, peak_memory, timed
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.faces.match import Matcher
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.templates import packed
from gatekeeper.evidence.faces.ways import THOROUGH, Way
from gatekeeper.evidence.pictures.decode import upright


class Ours:
    """The finder and what tells faces apart, loaded at the first use; `way` is of finding only."""

    def __init__(self, models: Path, way: Way = THOROUGH) -> None:
        self._finder = Finder(models, way)
        self._matcher = Matcher(models)
        self._measurer = Measurer(models)

    def find(self, data: bytes) -> tuple[tuple[Box, ...], int, float]:
        """Return the faces of a picture, how many are *perhaps* a face, CPU seconds."""
        picture = upright(data)
        found, seconds = timed(lambda: self._finder.find_in(picture))
        perhaps = sum(face.seen is Seen.PERHAPS for face in found)
        return tuple(face.box for face in found), perhaps, seconds

    def find_in_post(self, data: bytes) -> float:
        """Return the CPU seconds of finding faces in the picture at the size of a post."""
        picture = as_post(upright(data))
        return timed(lambda: self._finder.find_in(picture))[1]

    def measure(self, data: bytes) -> tuple[tuple[Template, ...], int, bool, float, float]:
        """Return what was measured of the one whom a picture is of: see `subject.Tool`."""
        picture = upright(data)
        found, finding = timed(lambda: self._finder.find_in(picture))
        boxes = tuple(face.box for face in found)
        which = meant(boxes, picture.shape[1], picture.shape[0])
        if which is None:
            return (), 0, False, finding, 0.0
        (templates, poor), measuring = timed(lambda: self._numbers(picture, boxes[which]))
        return templates, boxes[which].height, poor, finding, measuring

    def enrol(self, data: bytes) -> tuple[Template, ...]:
        """Return the templates as for the register.

        Raises:
            PictureRefused: the picture will not do.
        """
        return self._matcher.portrait(data).templates

    def _numbers(self, picture: Pixels, box: Box) -> tuple[tuple[Template, ...], bool]:
        face = self._measurer.placed(picture, box)
        if face is None:
            return (), False
        measured = {Engine.SFACE: self._measurer.sface, Engine.DLIB: self._measurer.dlib}
        templates = tuple(packed(engine, measure(face)) for engine, measure in measured.items())
        return templates, self._measurer.poor(face)

    def peak(self) -> int:
        """Return the most memory that this process held, in bytes."""
        return peak_memory()
