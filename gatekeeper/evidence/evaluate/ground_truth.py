"""The table that says where the faces of some pictures are, as a person drew them.

A CSV with the columns `file` and `boxes_or_points`; others are not looked at. Faces are separated
by `;`: four whole numbers are a box (left, top, width, height, pixels of the upright picture), two
are a point on the nose. An empty cell says that nobody is in the picture. Names of files start at
the table's own folder, or at the one above it.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from gatekeeper.domain.picture import Box
from gatekeeper.errors import UsageError

FILE, FACES = "file", "boxes_or_points"
BOX, POINT = 4, 2
Point = tuple[int, int]


@dataclass(frozen=True, slots=True)
class GroupPicture:
    """A picture, and the boxes or noses of whoever is in it."""

    file: Path
    boxes: tuple[Box, ...] = ()
    noses: tuple[Point, ...] = ()


class WrongGroundTruth(UsageError):
    """The table cannot be understood; the message names the line."""

    remedy = (
        "Each line names a file and, in boxes_or_points, its faces as LEFT TOP WIDTH HEIGHT or as"
        " X Y of the nose, separated by semicolons."
    )


def read_ground_truth(table: Path) -> tuple[GroupPicture, ...]:
    """Return the pictures of the table, in its order.

    Raises:
        WrongGroundTruth: it cannot be read, a line is not of the form, or a picture is missing.
    """
    try:
        text = table.read_text(encoding="utf-8-sig")
    except (OSError, ValueError) as error:  # ValueError: not UTF-8
        raise WrongGroundTruth(f"{table} cannot be read as UTF-8 text.") from error
    pictures = tuple(_rows(text, table))
    if not pictures:
        raise WrongGroundTruth(f"{table} names no pictures.")
    return pictures


def _rows(text: str, table: Path) -> Iterator[GroupPicture]:
    rows = csv.DictReader(text.splitlines())
    missing = {FILE, FACES} - set(rows.fieldnames or ())
    if missing:
        raise WrongGroundTruth(
            f"{table}, line 1: there is no column {' or '.join(sorted(missing))}."
        )
    for row in rows:
        where = f"{table}, line {rows.line_num}"
        boxes, noses = _faces(row[FACES] or "", where)
        yield GroupPicture(_file(table, row[FILE] or "", where), boxes, noses)


def _file(table: Path, name: str, where: str) -> Path:
    if not name or PurePosixPath(name).is_absolute() or ".." in PurePosixPath(name).parts:
        raise WrongGroundTruth(f"{where}: {name!r} is not the name of a file below the table.")
    for folder in (table.parent, table.parent.parent):
        if (folder / name).is_file():
            return folder / name
    raise WrongGroundTruth(f"{where}: there is no file {name}.", "Correct the name in this line.")


def _faces(cell: str, where: str) -> tuple[tuple[Box, ...], tuple[Point, ...]]:
    boxes, noses = [], []
    for part in filter(None, map(str.strip, cell.split(";"))):
        numbers = _numbers(part, where)
        if len(numbers) == BOX and numbers[2] > 0 and numbers[3] > 0:
            boxes.append(Box(*numbers))
        elif len(numbers) == POINT:
            noses.append((numbers[0], numbers[1]))
        else:
            raise WrongGroundTruth(f"{where}: {part!r} is neither a box nor a point.")
    return tuple(boxes), tuple(noses)


def _numbers(part: str, where: str) -> list[int]:
    try:
        return [int(number) for number in part.split()]
    except ValueError as error:
        raise WrongGroundTruth(f"{where}: {part!r} is not made of whole numbers.") from error
