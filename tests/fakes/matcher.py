"""A stand-in for whatever tells faces apart. It knows by the place where a face stands who it is.

It is a spy too: every face that it was asked to measure is written down.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from gatekeeper.domain.biometrics import Engine, Gallery, Portrait, Template
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.errors import CouldNotCheck

VERSION = "matcher 1"
STEP = 120
"""Pixels from one face of `fakes.examiners.picture` to the next."""


@dataclass
class FakeMatcher:
    """Says of the faces, left to right, what `says` has for them; of others, that nobody is close.

    `says` maps a face's place in the row, counted from 0, to `pupil thousandths` pairs.
    """

    says: Mapping[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    ask: Mapping[int, tuple[WhyAsk, ...]] = field(default_factory=dict)
    version: str = VERSION
    template_version: str = VERSION
    broken: Exception | None = None
    measured: list[Mapping[str, Box]] = field(default_factory=list)
    galleries: list[Gallery] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None
    """What somebody else does while the faces are measured."""

    def portrait(self, data: bytes) -> Portrait:
        """Return templates that stand for the bytes."""
        vector = hashlib.sha512(data).digest() * 8
        templates = (Template(Engine.SFACE, vector), Template(Engine.DLIB, vector))
        return Portrait(templates, b"small " + data, VERSION, 300, 120)

    def reference(self, data: bytes) -> bytes:
        """Return a small picture."""
        return b"small " + data

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return whoever has the same templates."""
        same = (e.pupil for e in gallery.enrolments if e.templates == templates)
        return tuple(dict.fromkeys(same))

    def suggest(
        self, data: bytes, faces: Mapping[str, Box], gallery: Gallery
    ) -> tuple[Suggestion, ...]:
        """Return one suggestion for each face, in its order."""
        assert data
        self.measured.append(dict(faces))
        self.galleries.append(gallery)
        self.meanwhile()
        if self.broken is not None:
            raise self.broken
        if any(e.version != self.template_version for e in gallery.enrolments):
            message = "The enrolled pictures were measured by another version."
            raise CouldNotCheck(message, "Enrol them again: `gatekeeper enrol`.")
        return tuple(self._suggestion(sighting, box, gallery) for sighting, box in faces.items())

    @property
    def count(self) -> int:
        """How many faces were measured."""
        return sum(len(faces) for faces in self.measured)

    def _suggestion(self, sighting: str, box: Box, gallery: Gallery) -> Suggestion:
        place, enrolled = box.left // STEP, {e.pupil for e in gallery.enrolments}
        candidates = tuple(
            Candidate(pupil, close)
            for pupil, close in self.says.get(place, ())
            if pupil in enrolled
        )
        if not candidates:
            return Suggestion(sighting, ask=(WhyAsk.FAR,))
        first, second = (*(c.closeness for c in candidates[:2]), 0)[:2]
        return Suggestion(sighting, candidates, first - second, self.ask.get(place, ()))
