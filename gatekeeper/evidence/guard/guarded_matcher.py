"""The port that measures faces over a `Guard`: no picture is opened in this process."""

from __future__ import annotations

from collections.abc import Mapping

from gatekeeper.domain.biometrics import Gallery, Portrait, Template
from gatekeeper.domain.picture import Box
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.evidence.guard.guard import Guard
from gatekeeper.evidence.guard.guarded import every, light, one
from gatekeeper.evidence.guard.tools import MATCHER


class GuardedMatcher:
    """Measures and compares faces in the child (port `FaceMatcher`).

    What was measured of a picture ends there; only names and closeness come back. The versions
    are handed in, as `FaceMatcher` would answer them; `tool` is its name there.
    """

    def __init__(
        self, guard: Guard, version: str, template_version: str, tool: str = MATCHER
    ) -> None:
        self._guard = guard
        self._tool = tool
        self._version = version
        self._template_version = template_version

    @property
    def version(self) -> str:
        """All that can change a suggestion."""
        return self._version

    @property
    def template_version(self) -> str:
        """Whatever could change a template."""
        return self._template_version

    def portrait(self, data: bytes) -> Portrait:
        """Return the templates and the reference picture of the one child in a picture.

        Raises:
            PictureRefused: not a portrait that will do; the sentence says why.
            CouldNotCheck: a model is missing or altered, or measuring did not finish.
        """
        return one(Portrait, self._guard.call(self._tool, "portrait", light(data)))

    def reference(self, data: bytes) -> bytes:
        """Return the reference picture alone; nothing is measured.

        Raises:
            PictureRefused, CouldNotCheck: as `portrait`.
        """
        return one(bytes, self._guard.call(self._tool, "reference", light(data)))

    def resembling(self, templates: tuple[Template, ...], gallery: Gallery) -> tuple[str, ...]:
        """Return the pupils (ids) who are too like these templates to be told apart by them.

        Raises:
            CouldNotCheck: templates are of other models, or comparing did not finish.
        """
        return every(str, self._guard.call(self._tool, "resembling", templates, gallery))

    def suggest(
        self, data: bytes, faces: Mapping[str, Box], gallery: Gallery
    ) -> tuple[Suggestion, ...]:
        """Return one suggestion for each face, in its order.

        Raises:
            PictureRefused: the file is too large to be opened.
            CouldNotCheck: a model is missing or altered, templates are of other models, or the
                comparison did not finish.
        """
        arguments = (light(data), dict(faces), gallery)
        return every(Suggestion, self._guard.call(self._tool, "suggest", *arguments))
