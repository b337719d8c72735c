"""From the bytes of a CSV file to rows of named cells, whatever program saved it.

Read here: UTF-8 and UTF-16 with or without a byte-order mark, the older Windows code page;
commas, semicolons or tabs. A column that is unknown, missing or there twice is refused by name:
a file is understood whole or not at all.
"""

from __future__ import annotations

import codecs
import csv
import difflib
import hashlib
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gatekeeper.errors import UsageError

LARGEST = 5_000_000
"""Bytes. A school of two thousand pupils fills a tenth of it."""
SEPARATORS = ",;\t"
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How .xlsx and .xls files begin."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, in which row (the heading is row 1; 0 is the file as a whole)."""

    row: int
    words: str
    joiner: str = ""
    """The MIS id of somebody who has the name of a child on record; a person says who it is."""
    known: str = ""
    """The MIS id of that child."""

    def __str__(self) -> str:
        """Return it as one line."""
        return f"Row {self.row}: {self.words}" if self.row else self.words


class RegisterFileRefused(UsageError):
    """A register file that cannot be used as it is; every problem found in it is told at once."""

    remedy = "Correct the file where it is said and import it again. Nothing was changed."

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Table:
    """A file's SHA-256 and its rows with their numbers, each cell under its column's name."""

    digest: str
    rows: tuple[tuple[int, Mapping[str, str]], ...]
    windows: bool
    """It was read in the older Windows code page, so accents want a look."""


def table(data: bytes, columns: tuple[str, ...]) -> Table:
    """Read a file that must have exactly these columns, in any order.

    Raises:
        RegisterFileRefused: with every problem of the heading, or of the rows' lengths.
    """
    text, windows = decoded(data)
    records = _split(text, _separator(text, columns))
    names = _names(records[0])
    _refuse(_wrong_columns(names, columns))
    filled = [(n, row) for n, row in enumerate(records[1:], start=2) if any(map(str.strip, row))]
    _refuse(_wrong_lengths(filled, len(names)))
    if not filled:
        raise RegisterFileRefused(Problem(0, "There is a heading and nobody under it."))
    rows = tuple((n, dict(zip(names, row, strict=False))) for n, row in filled)
    return Table(hashlib.sha256(data).hexdigest(), rows, windows)


def columns_found(data: bytes, columns: tuple[str, ...]) -> int:
    """Return how many of these columns the heading has; tells one kind of file from another."""
    text, _ = decoded(data)
    first = text.splitlines()[0]
    return len(set(_names(_split(first, _separator(first, columns))[0])) & set(columns))


def decoded(data: bytes) -> tuple[str, bool]:
    """Return the text, and whether only the older Windows code page could read it.

    Raises:
        RegisterFileRefused: empty, too large, a workbook, or no text at all.
    """
    if not data.strip():
        raise RegisterFileRefused(Problem(0, "The file is empty."))
    if len(data) > LARGEST:
        raise RegisterFileRefused(Problem(0, "The file is larger than any register."))
    if data.startswith(WORKBOOKS):
        raise RegisterFileRefused(Problem(0, "This is a workbook: save the sheet as CSV first."))
    for encoding in (_utf(data), "cp1252"):
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding == "cp1252"
        except UnicodeDecodeError:
            continue
    raise RegisterFileRefused(Problem(0, "The file is not text: save the sheet as CSV UTF-8."))


def _utf(data: bytes) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = [data[start : start + 200 : 2].count(0) for start in (0, 1)]
    if max(zeros) == 0:
        return "utf-8"
    return "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"


def _separator(text: str, columns: tuple[str, ...]) -> str:
    """Return the separator that finds the most columns in the heading; a comma when in doubt."""
    first = text.splitlines()[0]
    return max(SEPARATORS, key=lambda mark: len(set(_names(first.split(mark))) & set(columns)))


def _names(cells: list[str]) -> list[str]:
    return [cell.strip().strip('"').strip().lower() for cell in cells]


def _split(text: str, separator: str) -> list[list[str]]:
    records: list[list[str]] = []
    try:
        records.extend(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except csv.Error as error:
        problem = Problem(len(records) + 1, "A quotation mark is missing, or one too many.")
        raise RegisterFileRefused(problem) from error
    return records


def _wrong_columns(names: list[str], columns: tuple[str, ...]) -> Iterator[Problem]:
    for name in sorted(set(names) - set(columns)):
        near = difflib.get_close_matches(name, columns, n=1)
        hint = f"; did you mean {near[0]!r}?" if near else "; take it out."
        yield Problem(1, f"There is no column {name!r} in a register{hint}")
    for name in columns:
        if names.count(name) != 1:
            said = "is there twice" if name in names else "is missing"
            yield Problem(1, f"The column {name!r} {said}.")


def _wrong_lengths(rows: list[tuple[int, list[str]]], width: int) -> Iterator[Problem]:
    for number, cells in rows:
        if len(cells) < width or any(map(str.strip, cells[width:])):
            yield Problem(number, f"It has {len(cells)} cells; the heading has {width}.")


def _refuse(problems: Iterator[Problem]) -> None:
    if found := tuple(problems):
        raise RegisterFileRefused(*found)
