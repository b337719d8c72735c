"""The pupils' file against the register on record.

Holds are not looked at: a file cannot place or lift one, and the difference is the same whether
one stands or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gatekeeper.desk.register.confirmed import Confirmed
from gatekeeper.desk.register.register_answers import Answers, RowAnswers, What
from gatekeeper.desk.register.register_difference import Difference, Move, PupilChange
from gatekeeper.desk.register.register_file import PupilRow, RegisterFile
from gatekeeper.desk.register.register_table import Problem, RegisterFileRefused
from gatekeeper.desk.register.same_child import refuse_one_child_twice
from gatekeeper.desk.register.touched_posts import mistyped
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.register import Bar, BarKind, Consent, Pupil, folded
from gatekeeper.ports import UnitOfWork

FROM_FILE = "the register file"
"""Who said that a child objects when the file says so; an objection from elsewhere stays."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is on record about one child that a file may change."""

    pupil: Pupil
    answers: Answers = field(default_factory=dict)
    bars: tuple[Bar, ...] = ()


def pupils_difference(uow: UnitOfWork, parsed: RegisterFile, confirmed: Confirmed) -> Difference:
    """Return what this file would change about the pupils.

    Raises:
        RegisterFileRefused: an answer is dated in the future, or a joiner may be a known child.
    """
    today = School.day(uow.now)
    refuse_dates_to_come(((row.row, row.given_on) for row in parsed.rows), today)
    known = _known(uow)
    in_file = [(row, known.get(uow.pupil_id(row.mis_id) or "")) for row in parsed.rows]
    children = [(row, child.pupil if child else None) for row, child in in_file]
    refuse_one_child_twice(children, (k.pupil for k in known.values()), confirmed.others)
    answered = [_answers(uow, row, child, confirmed) for row, child in in_file]
    changes = [_change(said, child) for said, (_, child) in zip(answered, in_file, strict=True)]
    named = {child.pupil.id for _, child in in_file if child is not None}
    gone = [k.pupil for k in known.values() if k.pupil.id not in named]
    leaving = [_leaves(pupil, today) for pupil in gone if _on_roll(pupil, today)]
    return Difference(
        id=digest(
            "register-difference",
            {"file": parsed.digest, "confirmed": confirmed, "register": _state(known)},
        ),
        file=parsed.digest,
        roll=sum(_on_roll(k.pupil, today) for k in known.values()),
        pupils=tuple(change for change in (*changes, *leaving) if not change.empty),
        notes=(
            *mistyped((k.pupil for k in known.values()), (change.after for change in changes)),
            *parsed.notes,
            *(note for said in answered for note in said.notes()),
        ),
    )


def refuse_dates_to_come(dates: Iterator[tuple[int, date | None]], today: date) -> None:
    """Stop when an answer is said to be given on a day that has not come.

    Raises:
        RegisterFileRefused: naming the rows.
    """
    problems = [
        Problem(row, "given_on lies in the future.")
        for row, given_on in dates
        if given_on is not None and given_on > today
    ]
    if problems:
        raise RegisterFileRefused(*problems)


def _known(uow: UnitOfWork) -> Mapping[str, Known]:
    """Read the register once, and group it by child."""
    answers: dict[str, dict[What, Consent]] = {}
    for consent in sorted(uow.consents.all(), key=lambda c: c.recorded_at):
        answers.setdefault(consent.pupil, {})[consent.channel, consent.use] = consent
    bars: dict[str, list[Bar]] = {}
    for bar in filter(_of_a_file, uow.bars.all()):
        bars.setdefault(bar.pupil, []).append(bar)
    return {
        pupil.id: Known(pupil, answers.get(pupil.id, {}), tuple(bars.get(pupil.id, ())))
        for pupil in uow.pupils.all()
    }


def _of_a_file(bar: Bar) -> bool:
    """Whether a standing bar is one that files place and lift. A hold never is."""
    objection = bar.kind is BarKind.OBJECTION and bar.said_by == FROM_FILE
    return bar.stands() and (objection or bar.kind is BarKind.DISAGREEMENT)


def _state(known: Mapping[str, Known]) -> list[object]:
    return [
        (child.pupil, sorted(child.answers.values(), key=lambda c: c.id), child.bars)
        for _, child in sorted(known.items())
    ]


def _answers(
    uow: UnitOfWork, row: PupilRow, child: Known | None, confirmed: Confirmed
) -> RowAnswers:
    agreed_again = folded(row.mis_id) in confirmed.give_back
    return RowAnswers(row, child.answers if child else {}, agreed_again, uow.now)


def _change(said: RowAnswers, child: Known | None) -> PupilChange:
    row, before = said.row, child.pupil if child else None
    after = _as_in_file(row, before.id if before else "")
    standing = child.bars if child else ()
    wanted = _wanted_bars(row)
    return PupilChange(
        before=before,
        after=after,
        move=_move(before, after, School.day(said.now)),
        answers=tuple(said.changes()),
        placed=tuple(sorted(wanted - {(bar.kind, bar.said_by) for bar in standing})),
        lifted=tuple(bar for bar in standing if (bar.kind, bar.said_by) not in wanted),
    )


def _as_in_file(row: PupilRow, pupil_id: str) -> Pupil:
    return Pupil(
        id=pupil_id,
        mis_id=row.mis_id,
        first_name=row.first_name,
        surname=row.surname,
        known_as=row.known_as,
        school_class=row.school_class,
        groups=row.groups,
        siblings=row.siblings,
        left_on=row.left_on,
    )


def _leaves(pupil: Pupil, today: date) -> PupilChange:
    return PupilChange(pupil, replace(pupil, left_on=today), Move.LEAVES)


def _on_roll(pupil: Pupil, today: date) -> bool:
    return pupil.left_on is None or pupil.left_on > today


def _move(before: Pupil | None, after: Pupil, today: date) -> Move:
    was, will_be = before is not None and _on_roll(before, today), _on_roll(after, today)
    if was == will_be:
        return Move.STAYS
    return Move.JOINS if will_be else Move.LEAVES


def _wanted_bars(row: PupilRow) -> set[tuple[BarKind, str]]:
    disagreement = {(BarKind.DISAGREEMENT, row.refused_by)} if row.refused_by else set()
    objection = {(BarKind.OBJECTION, FROM_FILE)} if row.child_says_no else set()
    return disagreement | objection
