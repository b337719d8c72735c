"""A stand-in that enrols by made-up pictures: one called `ben 2` looks like ben."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from gatekeeper.domain.biometrics import Engine, Gallery, Portrait, Template
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.errors import CouldNotCheck, PictureRefused

WANTED = "Choose a picture of this child alone."


def vector(name: str) -> bytes:
    """Return 128 made-up numbers that hold the name of a picture, so that a test can find it."""
    return name.encode().ljust(512, b"\0")


def look(template: Template) -> str:
    """Return whom a template looks like: the first word of its picture's name."""
    return template.vector.rstrip(b"\0").decode().split()[0]


@dataclass
class FakePortraits:
    """Takes made-up pictures of one face. `measured` is a spy on every face that was measured."""

    version: str = "matcher 1"
    template_version: str = "templates 1"
    broken: bool = False
    measured: list[str] = field(default_factory=list)

    def portrait(self, data: bytes) -> Portrait:
        """Return the templates of a picture with one face."""
        small = self.reference(data)
        name = json.loads(data)["name"]
        self.measured.append(name)
        templates = (
            Template(Engine.SFACE, vector(name)),
            Template(Engine.DLIB, vector(f"{name} again")),
        )
        return Portrait(templates, small, self.template_version, 100, 100 + len(self.measured))

    def reference(self, data: bytes) -> bytes:
        """Return a small picture that says of what it was made."""
        if self.broken:
            message = "The model that tells faces apart is missing."
            raise CouldNotCheck(message)
        told = json.loads(data)
        if told["refuse"]:
            raise PictureRefused(told["refuse"], WANTED)
        if told["faces"] != 1:
            message = f"{told['faces']} faces were found in this picture."
            raise PictureRefused(message, WANTED)
        return f"small picture of {told['name']}".encode()

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return whoever of the gallery has the same look."""
        self._same_version(gallery)
        mine = look(templates[0])
        return tuple(sorted({e.pupil for e in gallery.enrolments if look(e.templates[0]) == mine}))

    def suggest(
        self, data: bytes, faces: Mapping[str, Box], gallery: Gallery
    ) -> tuple[Suggestion, ...]:
        """Return that nobody is in reach: names are suggested by `fakes.matcher`."""
        assert data
        self._same_version(gallery)
        return tuple(map(Suggestion, faces))

    def _same_version(self, gallery: Gallery) -> None:
        if any(e.version != self.template_version for e in gallery.enrolments):
            message = "Enrolled pictures are of another version."
            raise CouldNotCheck(message, "Enrol them again: `gatekeeper enrol`.")
