"""What importing a file would change, as a value: shown to a person first, then applied."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from gatekeeper.domain.register import Adult, Bar, BarKind, Consent, ConsentState, Pupil
from gatekeeper.domain.wording import in_days


class Move(StrEnum):
    """What the file does to a child's place on the roll."""

    JOINS = "joins"
    LEAVES = "leaves"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class AnswerChange:
    """A family's answer as it amounts to today, before and after, and the record to be written."""

    before: ConsentState
    after: ConsentState
    consent: Consent


def told_dates(consent: Consent) -> str:
    """Return from which day an answer is and how long it runs, in words."""
    given = f"of {in_days(consent.given_on)}" if consent.given_on else "of an unknown day"
    return f"{given}, {f'until {in_days(consent.until)}' if consent.until else 'without end'}"


@dataclass(frozen=True, slots=True)
class PupilChange:
    """Everything that changes about one child. `before` is None for a child never on record."""

    before: Pupil | None
    after: Pupil
    move: Move
    answers: tuple[AnswerChange, ...] = ()
    placed: tuple[tuple[BarKind, str], ...] = ()
    """Kinds of bar to be placed, and who said so."""
    lifted: tuple[Bar, ...] = ()

    @property
    def details(self) -> tuple[str, ...]:
        """The names of what else changed: a surname, a class, a group."""
        if self.before is None:
            return ()
        return tuple(
            field.name
            for field in fields(Pupil)
            if getattr(self.before, field.name) != getattr(self.after, field.name)
        )

    @property
    def empty(self) -> bool:
        """Whether nothing would be written."""
        changes = (self.answers, self.placed, self.lifted, self.details)
        return self.before is not None and not any(changes)

    @property
    def permission(self) -> bool:
        """Whether it bears on being shown; a new address of the paper does not."""
        answered = any(answer.before is not answer.after for answer in self.answers)
        return bool(answered or self.placed or self.lifted or self.move is not Move.STAYS)


@dataclass(frozen=True, slots=True)
class AdultChange:
    """What changes about one adult; one who is no longer in the file agrees to nothing."""

    before: Adult | None
    after: Adult


@dataclass(frozen=True, slots=True)
class Difference:
    """What a file would change. `id` stands for this file and the register as it was just now."""

    id: str
    file: str
    roll: int = 0
    """Children on the roll before."""
    pupils: tuple[PupilChange, ...] = ()
    adults: tuple[AdultChange, ...] = ()
    notes: tuple[str, ...] = ()

    def moving(self, move: Move) -> tuple[PupilChange, ...]:
        """Return the joiners, the leavers, or the changes of those who stay."""
        return tuple(change for change in self.pupils if change.move is move)

    def answered(self, *states: ConsentState) -> tuple[tuple[PupilChange, AnswerChange], ...]:
        """Return the answers of known children that are now one of these and were not before."""
        return tuple(
            (change, answer)
            for change in self.pupils
            for answer in change.answers
            if change.before is not None
            and answer.after in states
            and answer.before is not answer.after
        )

    @property
    def counts(self) -> dict[str, int]:
        """How many children (or adults) each kind of change concerns."""
        lapsed = (ConsentState.EXPIRED, ConsentState.NOT_ANSWERED)
        return {
            "joiners": len(self.moving(Move.JOINS)),
            "leavers": len(self.moving(Move.LEAVES)),
            "details": sum(c.move is Move.STAYS and bool(c.details) for c in self.pupils),
            "given": self._children(ConsentState.GIVEN),
            "refused": self._children(ConsentState.REFUSED),
            "withdrawn": self._children(ConsentState.WITHDRAWN),
            "lapsed": self._children(*lapsed),
            "adults": len(self.adults),
        }

    def _children(self, *states: ConsentState) -> int:
        return len({change.after.mis_id for change, _ in self.answered(*states)})
