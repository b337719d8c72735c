"""Finding the pupil or adult whom somebody means by a name or a number.

Spelling counts as little as in `gatekeeper.domain.spelling`; identity counts fully: where two
could be meant, nobody is chosen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from gatekeeper.domain.register import Adult, Pupil
from gatekeeper.domain.spelling import squash
from gatekeeper.errors import NotFound, UsageError

T = TypeVar("T")
_SHOWN = 3
"""How many near names are offered."""
_NEAR = 0.7


def find_pupil(
    name_or_id: str, pupils: Iterable[Pupil], groups: frozenset[str] = frozenset()
) -> Pupil:
    """Return the pupil of this MIS id, full name, called name, or first name.

    A first name alone counts within `groups`, or on the whole roll when there are none.

    Raises:
        NotFound: nobody is called that; the nearest names are offered.
        UsageError: several are; their classes and MIS ids are listed.
    """
    roll = tuple(pupils)
    near = [p for p in roll if not groups or any(map(p.belongs_to, groups))]
    found = (
        [p for p in roll if _same_id(p.mis_id, name_or_id)]
        or _named(name_or_id, roll, _full_names)
        or _named(name_or_id, near, _first_names)
    )
    return _only(name_or_id, found, {p.called: p for p in roll}, _pupil_line)


def find_adult(name_or_id: str, adults: Iterable[Adult]) -> Adult:
    """Return the adult of this id, or of this name: `Mrs Chen`, `Lian Chen`, `Mrs Lian Chen`.

    Raises:
        NotFound: nobody has an entry of that name; the nearest names are offered.
        UsageError: several have; their ids are listed.
    """
    entries = tuple(adults)
    found = [a for a in entries if _same_id(a.id, name_or_id)]
    found = found or _named(name_or_id, entries, _adult_names)
    return _only(name_or_id, found, {a.full_name: a for a in entries}, _adult_line)


def _same_id(known: str, asked: str) -> bool:
    return known != "" and known.casefold() == asked.strip().casefold()


def _full_names(pupil: Pupil) -> tuple[str, ...]:
    return (pupil.full_name, pupil.called)


def _first_names(pupil: Pupil) -> tuple[str, ...]:
    return (pupil.first_name, pupil.known_as)


def _adult_names(adult: Adult) -> tuple[str, ...]:
    first_and_last = f"{adult.first_name} {adult.surname}"
    return (adult.full_name, first_and_last, f"{adult.title} {first_and_last}")


def _named(asked: str, people: Iterable[T], names: Callable[[T], Iterable[str]]) -> list[T]:
    name = squash(asked)
    return [one for one in people if name and name in map(squash, names(one))]


def _only(asked: str, found: list[T], known: Mapping[str, T], line: Callable[[T], str]) -> T:
    if not found:
        raise _nobody(asked, known, line)
    if len(found) > 1:
        listed = "; ".join(sorted(map(line, found)))
        raise UsageError(
            f'More than one is called "{asked}": {listed}.',
            "Say which one by the number in brackets.",
        )
    return found[0]


def _nobody(asked: str, known: Mapping[str, T], line: Callable[[T], str]) -> NotFound:
    message = f'Nobody on the register is called "{asked}".'
    names = get_close_matches(asked, known, n=_SHOWN, cutoff=_NEAR)
    if not names:
        return NotFound(message)
    nearest = " or ".join(line(known[name]) for name in names)
    return NotFound(message, f"Did you mean {nearest}? If so, write it like that.")


def _pupil_line(pupil: Pupil) -> str:
    return f"{pupil.called}, {pupil.school_class or 'no class'} ({pupil.mis_id})"


def _adult_line(adult: Adult) -> str:
    return f"{adult.title} {adult.first_name} {adult.surname}, {adult.kind} ({adult.id})".strip()
