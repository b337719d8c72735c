"""The port `TextReader` over a `Guard` of its own, so that its memory adds to nobody's."""

from __future__ import annotations

from gatekeeper.domain.picture_text import PictureText
from gatekeeper.evidence.guard.guard import DidNotFinish, Guard, Why
from gatekeeper.evidence.guard.guarded import light
from gatekeeper.evidence.guard.tools import TEXT
from gatekeeper.evidence.guard.wire import Limits

TEXT_LIMITS = Limits(seconds=60, memory=1_200_000_000)
"""Measured: 0.81 GB for a picture of 12 megapixels, 0.94 GB for one of 65."""


class GuardedText:
    """Reads text in the child; `version` is what the reader there would answer."""

    def __init__(self, guard: Guard, version: str) -> None:
        self._guard = guard
        self._version = version

    @property
    def version(self) -> str:
        """Everything that can change what is read."""
        return self._version

    def read(self, data: bytes) -> PictureText:
        """Return all writing and codes of the upright picture; boxes in its pixels.

        Raises:
            PictureRefused: the file is too large to be opened.
            CouldNotCheck: a model is missing or altered, or the reading did not finish.
        """
        found = self._guard.call(TEXT, "read", light(data))
        if not isinstance(found, PictureText):
            raise DidNotFinish(Why.FAULT, " (no text came back)")
        return found
