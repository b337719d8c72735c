"""Writing and codes in a picture, and where each of them is.

Boxes are in pixels of the *upright* original, as all boxes are.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from gatekeeper.domain.picture import Box, Picture, box_in_original

READ_ALONG = 2000
"""Pixels along the longer side of the copy in which a larger picture is read."""


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


def with_cut(whole: PictureText, cut: PictureText, crop: Box, size: tuple[int, int]) -> PictureText:
    """Return what was read of a whole picture, and what was read in its cut alone besides.

    `size` is the width and height of the finished file that shows the cut, in whose pixels its
    boxes are. What was read both times is told once.
    """

    def placed(box: Box) -> Box:
        return box_in_original(box, crop, *size).part_in(crop)

    lines = [replace(line, box=placed(line.box)) for line in cut.lines]
    codes = [replace(code, box=placed(code.box)) for code in cut.codes]
    new_lines = (n for n in lines if not any(_same(n, line) for line in whole.lines))
    new_codes = (n for n in codes if not any(_same(n, code) for code in whole.codes))
    return PictureText(
        (*whole.lines, *new_lines), (*whole.codes, *new_codes), whole.complete and cut.complete
    )


def _same(one: TextLine | Code, other: TextLine | Code) -> bool:
    """Whether two things that were read say the same in the same place."""
    said = [item.text if isinstance(item, TextLine) else item.says for item in (one, other)]
    return said[0] == said[1] and bool(one.box.overlap(other.box))
