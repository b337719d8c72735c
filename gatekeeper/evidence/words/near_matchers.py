"""Names that are not quite written out: an initial, a slip of the keys, "the Marlow twins".

All but a slip in one half of a full name are questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from rapidfuzz.distance import OSA

from gatekeeper.domain.dossier import Sureness
from gatekeeper.evidence.words.letters import Letters, Span
from gatekeeper.evidence.words.matchers import Hit, Matcher, Way
from gatekeeper.evidence.words.ordinary import ORDINARY
from gatekeeper.evidence.words.roll import MISSPELT_FROM, Roll

HALF_FROM = 5
"""Letters from which one half of a full name may be misspelt beside the other."""
ALIKE = 2
"""Letters in which another form of a first name agrees with it (`Thom`, `Thomas`)."""
_TWINS = ("twins", "twin", "triplets", "siblings", "children", "kids", "boys", "girls")
_SIBLINGS = frozenset({*_TWINS, "brother", "brothers", "sister", "sisters"})
_ARTICLES = frozenset("aio")
_TITLE = re.compile(r"\b(?:mr|mrs|ms|miss|mx|dr|sir|rev|prof)\b\.? ?$", re.IGNORECASE)


def initial_and_surname(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Find `A. Hughes`, `Haddad (O)`; not after a title, which makes it an adult."""
    words = _words(letters)
    for one, two in pairwise(words):
        for initial, surname in ((one, two), (two, one)):
            yield from _with_initial(letters, roll, initial, surname)


def siblings(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Find every pupil of the surname in `the Marlow twins`."""
    for surname, word in pairwise(_words(letters)):
        name = letters.plain[slice(*surname)].removesuffix("s")
        pupils = roll.by_surname.get(letters.plain[slice(*surname)]) or roll.by_surname.get(name)
        if pupils and letters.capital_at(surname[0]) and letters.plain[slice(*word)] in _SIBLINGS:
            for pupil in pupils:
                yield Hit(surname[0], word[1], pupil, Way.SIBLINGS, Sureness.FIRST)


def misspelt_full_name(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Find one slip in one half of a full name; the other is right, and both are capitalised."""
    for one, two in pairwise(_words(letters)):
        if letters.capital_at(one[0]) and letters.capital_at(two[0]):
            first, second = letters.plain[slice(*one)], letters.plain[slice(*two)]
            for pupil in _slipped(roll, first, second):
                yield Hit(one[0], two[1], pupil, Way.MISSPELT, Sureness.FULL)


def misspelt_first_name(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Find capitalised words of six letters or more that are one slip away from a first name."""
    for start, end in _words(letters):
        word = letters.plain[start:end]
        if len(word) >= MISSPELT_FROM and letters.capital_at(start) and word not in ORDINARY:
            near = (n for n in roll.by_letter.get(word[0], ()) if _one_slip(word, n))
            pupils = (pupil for name in near for pupil in roll.first.get(name, ()))
            yield from (Hit(start, end, p, Way.MISSPELT, Sureness.FIRST) for p in pupils)


def other_first_name(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Find `Thom Ridley` for Thomas: a surname after a name that begins like the pupil's own.

    Whoever has a title is an adult, and other first names are of somebody else.
    """
    for one, two in pairwise(_words(letters)):
        pupils = roll.by_surname.get(letters.plain[slice(*two)], ())
        if pupils and _is_a_name(letters, one, two):
            like = letters.plain[one[0] : one[0] + ALIKE]
            alike = (p for p in pupils if any(n.startswith(like) for n in roll.given[p]))
            yield from (Hit(one[0], two[1], p, Way.MISSPELT, Sureness.FIRST) for p in alike)


def _is_a_name(letters: Letters, one: Span, two: Span) -> bool:
    """Whether two words of some length stand side by side with their capitals, and no title."""
    apart = letters.gaps.get(two[0], "").strip(" \xa0")
    capitals = letters.capital_at(one[0]) and letters.capital_at(two[0])
    long_enough = one[1] - one[0] > ALIKE
    titled = any(_TITLE.search(letters.text[: letters.at[word[0]]]) for word in (one, two))
    return capitals and long_enough and not apart and not titled


NEAR_MATCHERS: tuple[Matcher, ...] = (
    initial_and_surname,
    siblings,
    misspelt_full_name,
    misspelt_first_name,
    other_first_name,
)


def _words(letters: Letters) -> tuple[Span, ...]:
    """Return from and to of every word; a hyphen or apostrophe ends none."""
    cuts = [p for p in letters.words if letters.gaps[p].strip("-'\u2019\u2010\u2011")]
    return tuple(pairwise(sorted({0, *cuts, len(letters.plain)})))


def _with_initial(letters: Letters, roll: Roll, initial: Span, surname: Span) -> Iterator[Hit]:
    letter = letters.plain[slice(*initial)]
    pupils = roll.by_surname.get(letters.plain[slice(*surname)].removesuffix("s"), ())
    pupils = roll.by_surname.get(letters.plain[slice(*surname)], pupils)
    start, end = min(initial, surname), max(initial, surname)
    if len(letter) > 1 or not pupils or not _is_initial(letters, initial, surname):
        return
    for pupil in pupils:
        if any(name.startswith(letter) for name in roll.given[pupil]):
            yield Hit(start[0], end[1], pupil, Way.INITIAL, Sureness.FIRST)


def _is_initial(letters: Letters, initial: Span, surname: Span) -> bool:
    """Whether a letter is somebody's initial: a capital, no article, and no title before it."""
    if not (letters.capital_at(initial[0]) and letters.capital_at(surname[0])):
        return False
    between = letters.gaps.get(max(initial, surname)[0], "")
    if initial < surname:
        titled = _TITLE.search(letters.text[: letters.at[initial[0]]])
        article = letters.plain[initial[0]] in _ARTICLES and "." not in between
        return not titled and not article and not between.strip(" .\xa0")
    return between.strip(" ") in {"(", ","}


def _slipped(roll: Roll, first: str, second: str) -> Iterator[str]:
    for pupil in roll.by_surname.get(second, ()):
        if any(len(n) >= HALF_FROM and _one_slip(first, n) for n in roll.given[pupil]):
            yield pupil
    for pupil in roll.first.get(first, ()):
        surname = roll.surnames[pupil]
        if len(surname) >= HALF_FROM and _one_slip(second.removesuffix("s"), surname):
            yield pupil


def _one_slip(word: str, name: str) -> bool:
    """Whether one letter is wrong, left out, added or changed places with its neighbour."""
    near = abs(len(word) - len(name)) < 2 and word[:1] == name[:1]  # noqa: PLR2004
    return near and OSA.distance(word, name, score_cutoff=1) == 1
