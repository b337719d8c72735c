"""The roll as an index of squashed names: looking costs the same for ten pupils or ten thousand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.domain.register import Pupil
from gatekeeper.domain.spelling import squash


@dataclass(frozen=True, slots=True)
class FullName:
    """One way to write a full name. `split`: where the surname of `Surname, First` ends; else 0."""

    pupil: str
    split: int = 0


@dataclass(frozen=True, slots=True)
class Roll:
    """Squashed names to pupils' ids: in full, and first names (known-as included) alone."""

    full: Mapping[str, tuple[FullName, ...]]
    first: Mapping[str, tuple[str, ...]]
    surnames: Mapping[str, str]
    full_lengths: tuple[int, ...]
    first_lengths: tuple[int, ...]


def index(pupils: Iterable[Pupil]) -> Roll:
    """Index the pupils by every name they are looked for; the order of pupils does not matter."""
    full: defaultdict[str, set[FullName]] = defaultdict(set)
    first: defaultdict[str, set[str]] = defaultdict(set)
    surnames: dict[str, str] = {}
    for pupil in pupils:
        surname = squash(pupil.surname)
        surnames[pupil.id] = surname
        for given in _given(pupil):
            if surname:
                full[given + surname].add(FullName(pupil.id))
                full[surname + given].add(FullName(pupil.id, len(surname)))
        for name in _alone(pupil):
            first[name].add(pupil.id)
    return Roll(
        {name: tuple(sorted(ways, key=_order)) for name, ways in full.items()},
        {name: tuple(sorted(ids)) for name, ids in first.items()},
        surnames,
        tuple(sorted({len(name) for name in full})),
        tuple(sorted({len(name) for name in first})),
    )


def _order(way: FullName) -> tuple[str, int]:
    return way.pupil, way.split


def _given(pupil: Pupil) -> frozenset[str]:
    return frozenset({squash(pupil.first_name), squash(pupil.known_as)} - {""})


def _alone(pupil: Pupil) -> frozenset[str]:
    """First name, known-as, and each word of a first name in several words (`Mohammed Ali`).

    A pupil of whom only a surname is on record is looked for by that.
    """
    words = frozenset(map(squash, pupil.first_name.split())) - {""}
    return _given(pupil) | words or frozenset({squash(pupil.surname)} - {""})
