"""Writing and codes in a picture, and where each of them is.

Boxes are in pixels of the *upright* original, as all boxes are.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.domain.picture import Box, Picture


@dataclass(frozen=True, slots=True)
class TextLine:
    """One piece of writing as it was read; `score` is the reader's own, in thousandths."""

    text: str
    box: Box
    score: int


class CodeKind(StrEnum):
    """What sort of code it is."""

    SQUARE = "QR code"
    BARS = "bar code"
    GOODS = "bar code of goods"


@dataclass(frozen=True, slots=True)
class Code:
    """One code and what it says to whoever scans it."""

    kind: CodeKind
    says: str
    box: Box


@dataclass(frozen=True, slots=True)
class PictureText:
    """Everything that can be read in one picture, from top to bottom."""

    lines: tuple[TextLine, ...] = ()
    codes: tuple[Code, ...] = ()
    complete: bool = True
    """Whether all of it was read: a page of print has more than anybody waits for."""


def lines_shown(text: PictureText | None, picture: Picture) -> tuple[TextLine, ...]:
    """Return the writing that can be seen in what goes out of a picture."""
    lines = text.lines if text else ()
    return tuple(line for line in lines if not picture.recipe.hides(line.box))
