"""Faces found in an original, and how clearly each can be seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.domain.picture import Box

TOO_SMALL_TO_NAME = 24
"""Face height in pixels below which nobody can be told apart (reference: measured, faces.md 2)."""


class Seen(StrEnum):
    """How sure the finding is."""

    FACE = "face"
    PERHAPS = "perhaps a face"
    ADDED = "added by a person"
    FROM_BEHIND = "somebody from behind"


class Turn(StrEnum):
    """Which way the head is turned."""

    FRONT = "front"
    HALF = "half turned"
    SIDE = "turned away"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class FoundFace:
    """One face as the detectors report it.

    `score` is the best detector's own, in thousandths. `sharpness` is the variance of the Laplacian
    over the face scaled to 112 pixels, rounded. `seen_by` names each detector that saw it.
    """

    box: Box
    score: int
    seen_by: tuple[str, ...]
    seen: Seen
    sharpness: int
    turn: Turn


@dataclass(frozen=True, slots=True)
class Sighting:
    """One person seen in an original; the id is minted once and never used again."""

    id: str
    post: str
    original: str
    number: int
    """The number drawn beside the box, counted from 1 in each picture."""
    face: FoundFace
    added_by: str | None = None

    @property
    def too_small(self) -> bool:
        """Whether the face is too small for anybody to be named by it."""
        return self.face.box.height < TOO_SMALL_TO_NAME
