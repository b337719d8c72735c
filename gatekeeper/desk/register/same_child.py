"""Whether a file gives one child two entries: under a new number, or under two of its numbers.

A child who came in again under a new number would leave every no behind, so whoever has the name
of a child on record is asked about. It is asked of every child, whatever is on record of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gatekeeper.desk.register.register_file import PupilRow
from gatekeeper.desk.register.register_table import Problem, RegisterFileRefused
from gatekeeper.domain.register import Pupil, folded
from gatekeeper.domain.spelling import squash

InFile = Iterable[tuple[PupilRow, Pupil | None]]
"""Each row, and the child on record under its MIS id."""


def refuse_one_child_twice(
    in_file: InFile, on_record: Iterable[Pupil], others: frozenset[str]
) -> None:
    """Stop when a joiner may be a child who is on record, or two rows are one child.

    `others` holds the folded MIS ids of joiners of whom it was said that they are other children.

    Raises:
        RegisterFileRefused: naming the rows and the numbers.
    """
    rows, known = list(in_file), tuple(on_record)
    problems = [*_two_rows(rows), *_same_names(rows, known, others)]
    if problems:
        raise RegisterFileRefused(*problems)


def _two_rows(in_file: InFile) -> Iterator[Problem]:
    first: dict[str, PupilRow] = {}
    for row, child in in_file:
        before = first.setdefault(child.id, row) if child else row
        if before is not row:
            yield Problem(
                row.row,
                f"{row.mis_id} and {before.mis_id} (row {before.row}) are numbers of one child. "
                "Leave the one out that is no longer used.",
            )


def _same_names(
    in_file: InFile, on_record: Iterable[Pupil], others: frozenset[str]
) -> Iterator[Problem]:
    numbers = _by_name(on_record)
    for row, child in in_file:
        found = {n for name in _names(row) for n in numbers.get(name, ())}
        if child is None and found and folded(row.mis_id) not in others:
            yield _asked(row, sorted(found))


def _by_name(on_record: Iterable[Pupil]) -> dict[str, set[str]]:
    numbers: dict[str, set[str]] = {}
    for pupil in on_record:
        for name in _names(pupil):
            numbers.setdefault(name, set()).add(pupil.mis_id)
    return numbers


def _names(child: PupilRow | Pupil) -> set[str]:
    return {squash(child.first_name + child.surname), squash(child.called)}


def _asked(row: PupilRow, numbers: list[str]) -> Problem:
    before = " and ".join(numbers)
    return Problem(
        row.row,
        f"{row.called} with the number {row.mis_id} has the name of a child on record "
        f"under {before}. The same child with a new number: "
        f"`gatekeeper register renumber {numbers[0]} {row.mis_id}`. Another child of that name: "
        f"say so when you import, with `--another-child {row.mis_id}`.",
        joiner=row.mis_id,
        known=numbers[0],
    )
