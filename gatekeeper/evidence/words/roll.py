"""The roll as an index of squashed names: looking costs the same for ten pupils or ten thousand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.domain.register import Pupil
from gatekeeper.domain.spelling import squash
from gatekeeper.evidence.words.nicknames import NICKNAMES
from gatekeeper.evidence.words.ordinary import ORDINARY

HALF_A_SURNAME = 3
"""Letters from which one half of a double surname stands for the whole."""
_HYPHEN = re.compile("[-\u2010-\u2015\u2212\uff0d]")
MISSPELT_FROM = 6
"""Letters from which a word that is one slip away from a first name may be that name."""


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
    by_surname: Mapping[str, tuple[str, ...]]
    given: Mapping[str, frozenset[str]]
    """First names by a pupil's id: as on the register, known-as, and what is short for them."""
    by_letter: Mapping[str, tuple[str, ...]]
    """First names that are long enough to be misspelt, by the letter with which they begin."""
    full_lengths: tuple[int, ...]
    first_lengths: tuple[int, ...]


def index(pupils: Iterable[Pupil]) -> Roll:
    """Index the pupils by every name they are looked for; the order of pupils does not matter."""
    full: defaultdict[str, set[FullName]] = defaultdict(set)
    first: defaultdict[str, set[str]] = defaultdict(set)
    halved: list[tuple[str, FullName]] = []
    surnames: dict[str, str] = {}
    by_surname: defaultdict[str, set[str]] = defaultdict(set)
    by_letter: defaultdict[str, set[str]] = defaultdict(set)
    given_names: dict[str, frozenset[str]] = {}
    for pupil in pupils:
        surname = squash(pupil.surname)
        surnames[pupil.id] = surname
        by_surname[surname].add(pupil.id)
        given_names[pupil.id] = _given(pupil) | _short(pupil)
        for given in given_names[pupil.id]:
            for name, way in _ways(pupil.id, given, surname):
                full[name].add(way)
            for half in _halves(pupil):
                halved.extend(_ways(pupil.id, given, half))
        for name in _alone(pupil) | {short for short in _short(pupil) if short not in ORDINARY}:
            first[name].add(pupil.id)
        for name in _given(pupil):
            if len(name) >= MISSPELT_FROM:
                by_letter[name[0]].add(name)
    whole = frozenset(full)
    for name, way in halved:
        if name not in whole:
            full[name].add(way)
    return Roll(
        {name: tuple(sorted(ways, key=_order)) for name, ways in full.items()},
        _sorted(first),
        surnames,
        _sorted(by_surname),
        given_names,
        _sorted(by_letter),
        tuple(sorted({len(name) for name in full})),
        tuple(sorted({len(name) for name in first})),
    )


def _ways(pupil: str, given: str, surname: str) -> tuple[tuple[str, FullName], ...]:
    """Return a full name both ways round, squashed; none without a surname."""
    if not surname:
        return ()
    turned = FullName(pupil, len(surname))
    return (given + surname, FullName(pupil)), (surname + given, turned)


def _halves(pupil: Pupil) -> frozenset[str]:
    """Return each half of a double surname (`Hartley-Moss`) that is long enough.

    Beside the first name it stands for the whole, unless somebody else has that very name.
    """
    halves = [squash(half) for half in pupil.surname.split("-")]
    long_enough = (half for half in halves if len(half) >= HALF_A_SURNAME)
    return frozenset(long_enough) if len(halves) > 1 else frozenset()


def _sorted(sets: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    return {name: tuple(sorted(items)) for name, items in sets.items()}


def _order(way: FullName) -> tuple[str, int]:
    return way.pupil, way.split


def _given(pupil: Pupil) -> frozenset[str]:
    return frozenset({squash(pupil.first_name), squash(pupil.known_as)} - {""})


def _short(pupil: Pupil) -> frozenset[str]:
    """Return what is short for the first name: a surname beside it makes it a full name."""
    return frozenset().union(*(NICKNAMES.get(name, ()) for name in _given(pupil)))


def _alone(pupil: Pupil) -> frozenset[str]:
    """First name, known-as, and each part of them: `Mohammed` of Mohammed Ali, `Lily` of Lily-Mae.

    A pupil of whom only a surname is on record is looked for by that.
    """
    words = [*pupil.first_name.split(), *pupil.known_as.split()]
    parts = (part for word in words for part in (word, *_parts(word)))
    return _given(pupil) | frozenset(map(squash, parts)) - {""} or frozenset(
        {squash(pupil.surname)} - {""}
    )


def _parts(word: str) -> tuple[str, ...]:
    """Return what a hyphen divides; a letter alone (`J-Lo`) is in too many words to be asked."""
    parts = _HYPHEN.split(word) if _HYPHEN.search(word) else []
    return tuple(part for part in parts if len(part) > 1 or not part.isascii())
