"""What every check is: a name, its closed outcomes with floors, and one pure function."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from typing import Any, Self

from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Outcome(str, Enum):
    """Base of every check's outcomes: a member is `NAME = "name", floor`."""

    floor: Verdict

    def __new__(cls, name: str, floor: Verdict) -> Self:
        """Make a member whose value is its name and which carries its floor."""
        member = str.__new__(cls, name)
        member._value_ = name
        member.floor = floor
        return member


class Applies(StrEnum):
    """Which posts a check is for."""

    DRAFT = "draft"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Fix:
    """The one-tap fix as data: a kind the page knows, and what it applies to."""

    kind: str
    """`name_face`, `cover_face`, `change_words`, `other_picture`, `all_back`, `turn_off_comments`, ..."""
    target: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """An outcome that occurred, what it is about, and the words for its sentence."""

    outcome: Outcome
    subject: str
    """A stable id of what it is about: a sighting, an original's digest, a pupil, `words`, ..."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Values for the placeholders of the rule's sentence."""
    fixes: tuple[Fix, ...] = ()
    waits_for: str = ""
    """What a WAIT waits for, as `trip:<id>` or `until:<time>`; nothing else may come true unvoided."""
    reasons: tuple[str, ...] = ()
    """What the machine saw, for whoever asks why."""


@dataclass(frozen=True, slots=True)
class NoParams:
    """The parameters of a check that has none."""


@dataclass(frozen=True, slots=True)
class Check:
    """A check as the registry, the rule book and the docs see it."""

    name: str
    outcomes: type[Outcome]
    run: Callable[[Dossier, Any], Iterator[Hit]]
    words: Mapping[Outcome, frozenset[str]]
    """The placeholders that each outcome fills in."""
    params: type = NoParams
    applies: frozenset[Applies] = frozenset({Applies.DRAFT, Applies.PUBLISHED})
    acceptable: frozenset[Outcome] = frozenset()
    """UNCHECKED outcomes that the headteacher may accept with a typed reason."""
    waivable: bool = False
    arrangement: bool = False
    """Judges how people are arranged, so more faces may loosen it (its floor is ASK)."""
