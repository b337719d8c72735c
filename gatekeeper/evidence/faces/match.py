"""Whom a face resembles: the adapter behind `ports.FaceMatcher`.

SFace measures every face. dlib, which takes six times as long, measures only those whose name it
could change; in an audit, none. Nothing that is measured of a picture outlives the call.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from gatekeeper.domain.biometrics import Gallery, Portrait, Template
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import Suggestion, WhyAsk
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.faces import closeness, places, portrait
from gatekeeper.evidence.faces.compare import compare, doubles, too_like
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.faces.gallery import Roll
from gatekeeper.evidence.faces.measure import BLURRED, Measurer
from gatekeeper.evidence.faces.name import Namer
from gatekeeper.evidence.faces.places import Placed
from gatekeeper.evidence.faces.version import matcher_version, template_version
from gatekeeper.evidence.faces.ways import QUICK, THOROUGH, Way
from gatekeeper.evidence.pictures.decode import upright

LOWEST = 35
"""Height in pixels under which no suggestion is worth showing."""


def steering() -> tuple[object, ...]:
    """Return every number that steers a suggestion; `version.CLOSE_NUMBERS` is their digest."""
    from gatekeeper.evidence.faces import dlib_face  # noqa: PLC0415 - loads dlib

    return (LOWEST, BLURRED, *places.NUMBERS, *dlib_face.NUMBERS, *closeness.numbers())


def quick_steering() -> tuple[object, ...]:
    """Return the same for the quick way; `version.QUICK_CLOSE_NUMBERS` is their digest."""
    return (*steering(), QUICK.side, QUICK.second)


class Matcher:
    """Measures and compares with the models of one folder."""

    def __init__(self, models: Path, way: Way = THOROUGH) -> None:
        self._models, self._way = models, way

    @property
    def version(self) -> str:
        """Networks with their digests, parameters, libraries."""
        return matcher_version(quick=self._way is QUICK)

    @property
    def template_version(self) -> str:
        """Whatever could change a template."""
        return template_version()

    def portrait(self, data: bytes) -> Portrait:
        """Return the templates and the reference picture of the one child in a picture.

        Raises:
            PictureRefused: not a portrait that will do; the sentence says why.
            CouldNotCheck: a model is missing or altered.
        """
        picture = upright(data)
        face = portrait.only_face(self._finder.find_in(picture))
        there = self._measurer.placed(picture, face.box)
        if there is None:
            raise PictureRefused("Eyes, nose and mouth cannot be made out.", portrait.WANTED)
        templates = self._measurer.enrolled(there)
        small = portrait.reference(picture, face.box)
        return Portrait(templates, small, template_version(), face.sharpness, face.box.height)

    def reference(self, data: bytes) -> bytes:
        """Return the reference picture alone; nothing is measured.

        Raises:
            PictureRefused, CouldNotCheck: as `portrait`.
        """
        picture = upright(data)
        return portrait.reference(picture, portrait.only_face(self._finder.find_in(picture)).box)

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return the pupils (ids) who are too like these templates to be told apart by them.

        Raises:
            CouldNotCheck: templates are of other models.
        """
        return too_like(templates, Roll.of(gallery))

    def suggest(
        self, data: bytes, faces: Mapping[str, Box], gallery: Gallery
    ) -> tuple[Suggestion, ...]:
        """Return one suggestion for each face, in its order; `faces` maps ids to upright boxes.

        Raises:
            PictureRefused: the file is no picture that can be judged.
            CouldNotCheck: a model is missing or altered, or templates are of other models.
        """
        self._way.begin()
        roll = Roll.of(gallery)
        picture = upright(data)
        seen = {sighting: seen_in(picture, box, self._measurer) for sighting, box in faces.items()}
        return named(seen, gallery, roll, self._measurer, self._way)

    @cached_property
    def _finder(self) -> Finder:
        return Finder(self._models)

    @cached_property
    def _measurer(self) -> Measurer:
        return Measurer(self._models, self._way.side)


def seen_in(picture: Pixels, box: Box, measurer: Measurer) -> Placed | None:
    """Return the face in a box, or None where it is too small or cannot be made out."""
    return measurer.placed(picture, box) if box.height >= LOWEST else None


def named(
    faces: Mapping[str, Placed | None],
    gallery: Gallery,
    roll: Roll,
    measurer: Measurer,
    way: Way = THOROUGH,
) -> tuple[Suggestion, ...]:
    """Return a suggestion for each face of one picture; `roll` is that of the gallery."""
    placed = {sighting: face for sighting, face in faces.items() if face is not None}
    compared = compare(placed, roll, measurer, second=way.second)
    namer = Namer(gallery, doubles(compared.odds, roll))
    found = {one.sighting: one for one in namer.suggestions(compared)}
    return tuple(found.get(sighting, _unseen(sighting)) for sighting in faces)


def _unseen(sighting: str) -> Suggestion:
    return Suggestion(sighting, ask=(WhyAsk.POOR,))
