"""What a named person said about somebody in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Said(StrEnum):
    """The closed list of answers to "who is this?"."""

    PUPIL = "pupil"
    ADULT = "adult"
    VISITOR = "visitor"
    OTHER_SCHOOL = "child of another school"
    COVERED = "covered"
    UNRECOGNISABLE = "cannot be recognised"
    ROLL_CALL = "by roll call"
    NOBODY = "not a person"
    MAY_STAND = "these words may stand"
    FINE = "it is fine"
    """About a code, a credit or a picture that was seen before; never about a person."""


class How(StrEnum):
    """In which way the answer was given; the headteacher is shown it."""

    SINGLY = "singly"
    TOGETHER = "together"
    CONFIRMED = "together, beside their reference pictures"
    ROLL_CALL = "by roll call"


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer about one sighting. Append-only: a person's newest counts.

    `who` is a pupil's or adult's id, a visitor's name, the other school's name, or a roll call's
    id. `agreement` is who asked and when (a visitor), or the other school's written yes; empty
    means that nobody agreed.
    """

    id: str
    post: str
    sighting: str
    said: Said
    by: str
    at: datetime
    who: str = ""
    how: How = How.SINGLY
    agreement: str = ""
    agreed_on: date | None = None

    @property
    def meaning(self) -> tuple[Said, str, str]:
        """What two answers must have in common to agree."""
        return (self.said, self.who, self.agreement)


@dataclass(frozen=True, slots=True)
class Answered:
    """A question that no longer stops a post, as the headteacher reads it: whose word, and what."""

    by: str
    """Names of everybody who said so."""
    said: str


FEWEST = 8
"""A roll call is for at least so many faces; fewer are named one by one."""


@dataclass(frozen=True, slots=True)
class RollCall:
    """The groups were said, the absent named, and whoever may not be shown was asked about singly.

    All ids are pupils' ids; `original` is the picture's digest. `here` are children of the groups
    who are in the picture and were covered or cut; `not_here` were said not to be in this picture.
    """

    id: str
    post: str
    original: str
    groups: frozenset[str]
    absent: frozenset[str]
    here: frozenset[str]
    not_here: frozenset[str]
    perhaps: frozenset[str]
    """Everybody of the groups who may be one of the faces: the groups less all of the above."""
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RollDraft:
    """Whom one person has said not to be in a picture (pupils' ids), before the roll is closed."""

    id: str
    post: str
    not_here: frozenset[str]


def newest_by_person(answers: Iterable[Answer], sighting: str) -> tuple[Answer, ...]:
    """Return each person's newest answer about a sighting, oldest first.

    `answers` come in the order in which they were given; a clock that was set back changes nothing.
    """
    newest: dict[str, Answer] = {}
    for answer in (answer for answer in answers if answer.sighting == sighting):
        newest.pop(answer.by, None)
        newest[answer.by] = answer
    return tuple(newest.values())


NO_COMPANY = frozenset({Said.NOBODY, Said.UNRECOGNISABLE})


def is_company(answer: Answer | None) -> bool:
    """Whether a child beside whoever was answered so is not alone in the picture."""
    return answer is None or answer.said not in NO_COMPANY


def settled(answers: Iterable[Answer], sighting: str) -> Answer | None:
    """Return the answer on which everybody who spoke agrees, or None."""
    newest = newest_by_person(answers, sighting)
    return newest[-1] if len({answer.meaning for answer in newest}) == 1 else None


def newest_roll_calls(rolls: Iterable[RollCall], original: str) -> tuple[RollCall, ...]:
    """Return each person's newest roll call of a picture, oldest first."""
    mine = (roll for roll in rolls if roll.original == original)
    return tuple({roll.by: roll for roll in mine}.values())
