"""Two sides that see what a file says they see, so that every count is known beforehand.

A made-up picture is a line of words: `face N` shows one face of the person N; `nobody`; `broken`
cannot be opened; `slow` is never finished by the second side.
"""

from __future__ import annotations

from typing import cast

import numpy as np

from gatekeeper.domain.biometrics import Engine, Template
from gatekeeper.domain.picture import Box
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.evaluate.face import Face
from gatekeeper.evidence.evaluate.report import Side
from gatekeeper.evidence.evaluate.subject import Look, Measured, Subject
from gatekeeper.evidence.faces.sface import unit

BOX = Box(10, 10, 60, 60)


def templates(words: str) -> tuple[Template, ...]:
    """Return both engines' numbers of a person, the picture's own noise in them."""
    person, _, picture = words.removeprefix("face ").partition(" ")
    middle = np.random.default_rng(int(person)).normal(size=128)
    noise = np.random.default_rng(int(picture or 0) + 1000).normal(size=128)
    numbers = unit((middle + 0.3 * noise).astype(np.float32)).astype("<f4").tobytes()
    return tuple(Template(engine, numbers) for engine in Engine)


class Pretended:
    """One side; `blind` never sees a face."""

    def __init__(self, *, blind: bool = False, slow: bool = False) -> None:
        self.blind, self.slow = blind, slow
        self.enrolled: list[str] = []

    def find(self, data: bytes) -> Look:
        seen = self._words(data).startswith("face") and not self.blind
        return Look((BOX,) if seen else (), 0, 0.5)

    def find_in_post(self, data: bytes) -> float:
        self._words(data)
        return 1.0

    def measure(self, data: bytes) -> Measured:
        words = self._words(data)
        if self.blind or not words.startswith("face"):
            return Measured(None, 0.5, 0.0)
        return Measured(Face(templates(words), 60), 0.5, 0.25)

    def enrol(self, data: bytes) -> tuple[Template, ...]:
        words = self._words(data)
        self.enrolled.append(words)
        if not words.startswith("face") or words.endswith("99"):
            raise PictureRefused("It will not do.")
        return templates(words)

    def peak(self) -> int:
        return 100_000_000

    def _words(self, data: bytes) -> str:
        words = data.decode()
        if words == "broken":
            raise PictureRefused("It is damaged.")
        if words == "slow" and self.slow:
            raise CouldNotCheck("It took too long.")
        return words


def both(**kinds: bool) -> dict[Side, Subject]:
    """Return both sides; the second one is `blind` or `slow` where that is asked for."""
    second = Pretended(**kinds)
    return {
        Side.GATEKEEPER: cast(Subject, Pretended()),
        Side.FACE_RECOGNITION: cast(Subject, second),
    }


def three() -> dict[Side, Subject]:
    """Return both sides and, between them, the quick way, which never sees a face."""
    ours, theirs = both().items()
    return dict([ours, (Side.QUICK, cast(Subject, Pretended(blind=True))), theirs])
