"""What a register file says, as values. Pure: nothing is looked up and nothing is written.

A hold is no column and no word of it: nothing that a file says can place or lift one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import TypeVar

from gatekeeper.desk.register.register_cells import Cells
from gatekeeper.desk.register.register_table import (
    Problem,
    RegisterFileRefused,
    Table,
    columns_found,
    table,
)
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.register import AdultKind, ConsentState, Use, folded
from gatekeeper.domain.spelling import squash

CONSENTS: Mapping[str, tuple[ChannelName, Use]] = {
    f"{channel.value}_{use.value}": (channel, use) for channel in ChannelName for use in Use
}
PUPIL_COLUMNS = (
    *("mis_id", "first_name", "surname", "known_as", "class", "groups", "siblings", "left_on"),
    *CONSENTS,
    *("given_by", "given_on", "until", "paper", "refused_by", "child_says_no"),
)
ADULT_COLUMNS = (
    *("adult_id", "title", "first_name", "surname", "kind"),
    *("instagram", "linkedin", "given_on", "until"),
)


@dataclass(frozen=True, slots=True)
class PupilRow:
    """One child as the file has it. A blank consent is *not answered*, which is not a yes."""

    row: int
    mis_id: str
    first_name: str
    surname: str
    known_as: str
    school_class: str
    groups: frozenset[str]
    siblings: frozenset[str]
    left_on: date | None
    answers: Mapping[tuple[ChannelName, Use], ConsentState]
    given_by: str
    given_on: date | None
    until: date | None
    paper: str
    refused_by: str
    child_says_no: bool

    @property
    def called(self) -> str:
        """The name used at school."""
        return f"{self.known_as or self.first_name} {self.surname}"


@dataclass(frozen=True, slots=True)
class AdultRow:
    """One adult as the file has it, and the channels to which she or he said yes."""

    row: int
    adult_id: str
    title: str
    first_name: str
    surname: str
    kind: AdultKind
    agreed: frozenset[ChannelName]
    given_on: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class RegisterFile:
    """The pupils' file: its SHA-256, every row, and what a person should know about it."""

    digest: str
    rows: tuple[PupilRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdultsFile:
    """The adults' file, likewise."""

    digest: str
    rows: tuple[AdultRow, ...]
    notes: tuple[str, ...] = ()


Parsed = RegisterFile | AdultsFile
Row = TypeVar("Row")


def parse(file: bytes | str) -> Parsed:
    """Read either kind of file; the heading tells which.

    Raises:
        RegisterFileRefused: with everything that is wrong in it.
    """
    data = _bytes(file)
    adults = columns_found(data, ADULT_COLUMNS) > columns_found(data, PUPIL_COLUMNS)
    return parse_adults(data) if adults else parse_register(data)


def parse_register(file: bytes | str) -> RegisterFile:
    """Read the pupils' file.

    Raises:
        RegisterFileRefused: with everything that is wrong in it.
    """
    read = table(_bytes(file), PUPIL_COLUMNS)
    rows = _rows(read, _pupil, lambda row: row.mis_id)
    return RegisterFile(read.digest, rows, (*_code_page(read), *_notes(rows)))


def parse_adults(file: bytes | str) -> AdultsFile:
    """Read the adults' file.

    Raises:
        RegisterFileRefused: with everything that is wrong in it.
    """
    read = table(_bytes(file), ADULT_COLUMNS)
    rows = _rows(read, _adult, lambda row: row.adult_id)
    return AdultsFile(read.digest, rows, tuple(_code_page(read)))


def _bytes(file: bytes | str) -> bytes:
    return file.encode() if isinstance(file, str) else file


def _rows(
    read: Table, read_row: Callable[[Cells], Row], id_of: Callable[[Row], str]
) -> tuple[Row, ...]:
    """Read every row, then tell all problems of all rows at once."""
    cells = [Cells(number, row) for number, row in read.rows]
    rows = [read_row(cell) for cell in cells]
    problems = [problem for cell in cells for problem in cell.problems]
    first: dict[str, int] = {}
    for number, item in zip((n for n, _ in read.rows), map(id_of, rows), strict=True):
        seen = first.setdefault(folded(item), number)
        if item and seen != number:
            problems.append(Problem(number, f"The id {item!r} stands in row {seen} already."))
    if problems:
        raise RegisterFileRefused(*sorted(problems, key=lambda problem: problem.row))
    return tuple(rows)


def _pupil(cells: Cells) -> PupilRow:
    given_on, until = cells.span()
    row = PupilRow(
        row=cells.number,
        mis_id=cells.number_of("mis_id"),
        first_name=cells.needed("first_name"),
        surname=cells.needed("surname"),
        known_as=cells.text("known_as"),
        school_class=cells.needed("class"),
        groups=cells.several("groups"),
        siblings=cells.several("siblings"),
        left_on=cells.day("left_on"),
        answers={what: cells.answer(column) for column, what in CONSENTS.items()},
        given_by=cells.text("given_by"),
        given_on=given_on,
        until=until,
        paper=cells.text("paper"),
        refused_by=cells.text("refused_by"),
        child_says_no=cells.yes_or_no("child_says_no"),
    )
    _dated(cells, given_on, yes=ConsentState.GIVEN in row.answers.values())
    return row


def _adult(cells: Cells) -> AdultRow:
    given_on, until = cells.span()
    answers = {channel: cells.answer(channel.value) for channel in ChannelName}
    agreed = frozenset(c for c, answer in answers.items() if answer is ConsentState.GIVEN)
    _dated(cells, given_on, yes=bool(agreed))
    return AdultRow(
        row=cells.number,
        adult_id=_adult_id(cells),
        title=cells.text("title"),
        first_name=cells.text("first_name"),
        surname=cells.needed("surname"),
        kind=_kind(cells),
        agreed=agreed,
        given_on=given_on,
        until=until,
    )


def _adult_id(cells: Cells) -> str:
    text = cells.number_of("adult_id")
    if text.lower() == SCHOOL:  # what the school itself owns is kept under this id
        cells.wrong(f"adult_id cannot be {text!r}; give the adult another.")
    return text


def _kind(cells: Cells) -> AdultKind:
    word = cells.text("kind").lower()
    if word not in set(AdultKind):
        cells.wrong(f"kind is {word!r}; write {', '.join(AdultKind)}.")
        return AdultKind.VOLUNTEER
    return AdultKind(word)


def _dated(cells: Cells, given_on: date | None, *, yes: bool) -> None:
    if yes and given_on is None:
        cells.wrong("A yes needs the day on which it was given, in given_on.")


def _code_page(read: Table) -> Iterator[str]:
    if read.windows:
        yield "The file is in the older Windows code page: look at names with accents."


def _notes(rows: tuple[PupilRow, ...]) -> Iterator[str]:
    """Say what is allowed and yet wants a look."""
    known = {folded(row.mis_id) for row in rows}
    by_name = sorted(rows, key=lambda row: squash(row.called))
    for _, group in groupby(by_name, key=lambda row: squash(row.called)):
        same = list(group)
        if len(same) > 1:
            numbers = " and ".join(str(row.row) for row in same)
            yield f"Rows {numbers}: more than one child is called {same[0].called}."
    for row in rows:
        if ConsentState.GIVEN in row.answers.values() and not row.paper:
            yield f"Row {row.row}: a yes without saying where the paper is."
        for sibling in sorted(s for s in row.siblings if folded(s) not in known):
            yield f"Row {row.row}: the sibling {sibling} is not in the file."
