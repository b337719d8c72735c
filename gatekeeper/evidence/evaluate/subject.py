"""The two that are measured, each in a guarded child process of its own.

Pictures are opened there, and time and memory are those of that process. Both get the same
upright pixels; opening a file counts for neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

from gatekeeper.domain.biometrics import Template
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.evaluate.face import Face
from gatekeeper.evidence.guard import Guard
from gatekeeper.evidence.guard.guard import DidNotFinish, Why

TOOL = "subject"
T = TypeVar("T")


class Tool(Protocol):
    """What runs in the child. Only plain values and nouns of the school come back."""

    def find(self, data: bytes) -> tuple[tuple[Box, ...], int, float]:
        """Return the faces of a picture, how many of them are *perhaps* a face, CPU seconds."""

    def find_in_post(self, data: bytes) -> float:
        """Return the CPU seconds of finding faces in the picture at the size of a post, warm."""

    def measure(self, data: bytes) -> tuple[tuple[Template, ...], int, bool, float, float]:
        """Return what was measured of the one whom a picture is of.

        Templates (none: no face was found, or none that can be measured), height of the face in
        pixels, whether it is poorly seen, CPU seconds of finding and of measuring.
        """

    def enrol(self, data: bytes) -> tuple[Template, ...]:
        """Return the templates as for the register, where time does not count.

        Raises:
            PictureRefused: the picture will not do.
        """

    def peak(self) -> int:
        """Return the most memory that the process held, in bytes; 0 where nobody tells."""


@dataclass(frozen=True, slots=True)
class Look:
    """What was found in one picture."""

    boxes: tuple[Box, ...]
    perhaps: int
    """How many of them are said to be *perhaps* a face only."""
    seconds: float


@dataclass(frozen=True, slots=True)
class Measured:
    """What was measured of the one whom a picture is of; kept in memory only."""

    face: Face | None
    """None: no face was found, or none that can be measured."""
    finding: float
    measuring: float
    """CPU seconds of either."""


class Subject:
    """One of the two, seen from this process."""

    def __init__(self, guard: Guard) -> None:
        self._guard = guard

    def find(self, data: bytes) -> Look:
        """Return the faces of a picture.

        Raises:
            PictureRefused, CouldNotCheck: it cannot be opened, or the search did not finish.
        """
        return Look(*self._ask(tuple, "find", data))

    def find_in_post(self, data: bytes) -> float:
        """Return the CPU seconds of finding faces in the picture at the size of a post.

        Raises:
            PictureRefused, CouldNotCheck: as `find`.
        """
        return self._ask(float, "find_in_post", data)

    def measure(self, data: bytes) -> Measured:
        """Return what was measured of the one whom the picture is of.

        Raises:
            PictureRefused, CouldNotCheck: as `find`.
        """
        templates, height, poor, finding, measuring = self._ask(tuple, "measure", data)
        face = Face(templates, height, poor) if templates else None
        return Measured(face, finding, measuring)

    def enrol(self, data: bytes) -> tuple[Template, ...]:
        """Return the templates as for the register.

        Raises:
            PictureRefused, CouldNotCheck: the picture will not do, or could not be judged.
        """
        return self._ask(tuple, "enrol", data)

    def peak(self) -> int:
        """Return the most memory that its process held, in bytes; 0 where nobody tells."""
        return self._ask(int, "peak")

    def _ask(self, kind: type[T], verb: str, *arguments: object) -> T:
        value = self._guard.call(TOOL, verb, *arguments)
        if not isinstance(value, kind):
            raise DidNotFinish(Why.FAULT, f" (no {kind.__name__} came back)")
        return value


@contextmanager
def open_subject(make: Callable[..., Tool], *arguments: Any) -> Iterator[Subject]:
    """Start the child process of one of the two; `make` is a function of a module's top level."""
    with Guard({TOOL: partial(make, *arguments)}) as guard:
        yield Subject(guard)


def make_gatekeeper(models: Path) -> Tool:
    """Return gatekeeper's own finding and measuring; called in the child."""
    from gatekeeper.evidence.evaluate.ours import Ours  # noqa: PLC0415 - loads models

    return Ours(models)


def make_quick(models: Path) -> Tool:
    """Return gatekeeper's finding as an audit looks; called in the child."""
    from gatekeeper.evidence.evaluate.ours import Ours  # noqa: PLC0415 - loads models
    from gatekeeper.evidence.faces.ways import QUICK  # noqa: PLC0415 - loads a detector

    return Ours(models, QUICK)


def make_face_recognition() -> Tool:
    """Return the usual library as it comes; called in the child."""
    from gatekeeper.evidence.evaluate.peer import Peer  # noqa: PLC0415 - loads models

    return Peer()
