"""The ways in which a name is seen, one small pure function each: letters and roll in, hits out.

None of them vetoes. A first name that is also an English word (Will, Grace, May), that opens a
sentence, or that is followed by a surname not on the roll is still a hit, because a rule that
drops those loses pupils: missing one is the harm, one question more is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from gatekeeper.domain.dossier import Sureness
from gatekeeper.evidence.words.letters import Letters, Span
from gatekeeper.evidence.words.ordinary import ORDINARY, SHORT_AND_ORDINARY, TAG_WORDS
from gatekeeper.evidence.words.roll import FullName, Roll

CLEAR_ALONE = 7
"""Letters from which a full name inside other letters (`ourmayasilvawins`) is no accident."""
CLEAR_FIRST = 4
"""Letters from which a first name at one end of a tag is asked about."""
CLEAR_SMALL = 3
"""Letters from which a first name in small letters is asked about (`mia and leo`)."""


class Way(StrEnum):
    """How the name stands there."""

    STRAIGHT = "first name and surname"
    TURNED = "surname and first name"
    LISTED = "surname, comma, first name"
    MIDDLE = "other names between"
    ALONE = "first name"
    INITIAL = "initial and surname"
    SIBLINGS = "brothers and sisters"
    MISSPELT = "misspelt"


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """A pupil's name from one position of the letters to another."""

    start: int
    end: int
    pupil: str
    way: Way
    sureness: Sureness

    @property
    def span(self) -> Span:
        """From and to."""
        return self.start, self.end

    @property
    def full(self) -> bool:
        """Whether it is a full name."""
        return self.sureness is Sureness.FULL


Matcher = Callable[[Letters, Roll], Iterable[Hit]]


def full_name(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Both names side by side, whatever stands between them but a comma; or `Surname, First`."""
    for start, end in _stretches(letters, letters.edges, roll.full_lengths):
        ways = roll.full.get(letters.plain[start:end], ())
        if ways and letters.ends_at(end):
            yield from _in_full(letters, start, end, ways)


def full_name_inside(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """Both names written together inside a longer run of letters: `#goteammayasilva`.

    A short one in a tag is only a question (`#alligator` need not be Al Li), and nothing in prose.
    """
    tags = frozenset(letters.tags)
    for run in letters.runs:
        for start, end in _inside(run, roll.full_lengths):
            clear = end - start >= CLEAR_ALONE
            names = roll.full.get(letters.plain[start:end], ()) if clear or run in tags else ()
            for name in names:
                sureness = Sureness.FULL if clear else Sureness.FIRST
                yield Hit(start, end, name.pupil, _way(name), sureness)


def with_middle_name(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """First name, one or two capitalised words or initials, surname, on one line."""
    for start, end in _stretches(letters, letters.edges, roll.first_lengths):
        for pupil in roll.first.get(letters.plain[start:end], ()):
            for stop in _surname_after_middle_names(letters, end, roll.surnames[pupil]):
                yield Hit(start, stop, pupil, Way.MIDDLE, Sureness.FULL)


def first_name(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """First name or known-as as a word: with a capital, or in small letters if no ordinary word."""
    for start, end in _stretches(letters, letters.edges, roll.first_lengths):
        name = letters.plain[start:end]
        pupils = roll.first.get(name, ())
        if pupils and _is_word(letters, start, end) and _stands_out(letters, start, name):
            yield from _alone(start, end, pupils)


def first_name_in_tag(letters: Letters, roll: Roll) -> Iterator[Hit]:
    """First name at either end of a tag, or beside a word that tags are made of: `#teammaya`."""
    for tag in letters.tags:
        words = _tag_words(letters, tag)
        edges = letters.edges.union(*words)
        for start, end in _inside(tag, roll.first_lengths):
            pupils = roll.first.get(letters.plain[start:end], ())
            if pupils and _stands_free((start, end), edges, words):
                yield from _alone(start, end, pupils)


MATCHERS: tuple[Matcher, ...] = (
    full_name,
    full_name_inside,
    with_middle_name,
    first_name,
    first_name_in_tag,
)
"""All that are asked. Another way to see a name is one more function here."""


def _stretches(letters: Letters, starts: Iterable[int], lengths: Iterable[int]) -> Iterator[Span]:
    """Yield every stretch that begins at one of the positions and has one of the lengths."""
    last = len(letters.plain)
    return ((s, s + length) for s in starts for length in lengths if s + length <= last)


def _inside(run: Span, lengths: Iterable[int]) -> Iterator[Span]:
    """Yield every stretch of a run that has one of the lengths."""
    first, last = run
    return ((s, s + n) for n in lengths for s in range(first, last - n + 1))


def _way(name: FullName) -> Way:
    return Way.TURNED if name.split else Way.STRAIGHT


def _alone(start: int, end: int, pupils: Iterable[str]) -> Iterator[Hit]:
    for pupil in pupils:
        yield Hit(start, end, pupil, Way.ALONE, Sureness.FIRST)


def _in_full(letters: Letters, start: int, end: int, names: Iterable[FullName]) -> Iterator[Hit]:
    """Keep the ways that what stands between the two names allows."""
    apart = letters.separated(start, end)
    for name in names:
        way = _way(name)
        if way is Way.TURNED and apart:
            way = Way.LISTED
        if _allowed(letters, way, apart, start + name.split, letters.broken(start, end)):
            yield Hit(start, end, name.pupil, way, Sureness.FULL)


def _allowed(
    letters: Letters, way: Way, apart: frozenset[int], split: int, broken: frozenset[int]
) -> bool:
    """Let turned names stand on one line, or with one comma where `Surname, First` has it."""
    if way is Way.LISTED:
        return apart == {split} and letters.comma_at(split)
    return not apart and (way is Way.STRAIGHT or not broken)


def _is_word(letters: Letters, start: int, end: int) -> bool:
    return letters.ends_at(end) and not letters.separated(start, end)


def _stands_out(letters: Letters, start: int, name: str) -> bool:
    ordinary = name in ORDINARY or name in SHORT_AND_ORDINARY
    small_but_clear = len(name) >= CLEAR_SMALL and not ordinary
    return letters.capital_at(start) or small_but_clear


def _surname_after_middle_names(letters: Letters, end: int, surname: str) -> Iterator[int]:
    """Yield where the surname ends that follows the middle names after a first name."""
    for begins in _after_middle_names(letters, end):
        stop = begins + len(surname)
        if _is_surname(letters, begins, stop, surname):
            yield stop


def _after_middle_names(letters: Letters, position: int) -> Iterator[int]:
    """Yield where the words begin that follow one middle name, and two, on the same line."""
    words = letters.words_from(position)
    if words[:1] != (position,) or not letters.spaced_at(position):
        return
    for begins, following in pairwise(words):
        initial = following - begins == 1
        if not (letters.capital_at(begins) and letters.spaced_at(following, dot=initial)):
            return
        yield following


def _is_surname(letters: Letters, start: int, end: int, surname: str) -> bool:
    return bool(surname) and letters.plain[start:end] == surname and letters.ends_at(end)


def _tag_words(letters: Letters, tag: Span) -> tuple[Span, ...]:
    """Find the words that tags are made of, where at least one of their ends is an edge."""
    found = (
        (start, start + len(word))
        for word in TAG_WORDS
        for start in range(tag[0], tag[1] - len(word) + 1)
        if letters.plain.startswith(word, start)
    )
    return tuple(word for word in found if not letters.edges.isdisjoint(word))


def _stands_free(name: Span, edges: frozenset[int], words: Iterable[Span]) -> bool:
    """Whether a name is no mere part of a word: `mary` in `#oakfieldprimary` is one."""
    if any(name != word and word[0] <= name[0] and name[1] <= word[1] for word in words):
        return False
    long_enough = name[1] - name[0] >= CLEAR_FIRST
    return edges.issuperset(name) or (long_enough and not edges.isdisjoint(name))
