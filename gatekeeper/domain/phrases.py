"""Phrases that hold a pupil's first name and are no pupil: `Big Ben`, `Amelia Earhart`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from gatekeeper.domain.spelling import squash

JULY, LAST = 7, 31
"""What was said of a phrase holds until the end of the school year: classes change then."""

_EVERYDAY_WORDS = """
    a after also amazing an and artist as at author awesome before birthday brave brilliant but
    by bye captain caring celebrate celebrating class clever congrats congratulations dear did
    done even every excellent fabulous fantastic finally for from go good goodbye great happy
    has he hello her here hey hi his how huge i if in introducing is kind last little look
    lovely marvellous meanwhile meet my new next nice now of on once our please proud pupil
    pupils reader see she so special star super superb superstar talented team thank thanks
    that the their then there they this to today tomorrow until was watch we welcome well were
    what when where which while who why winner with wonderful writer year yes yesterday you
    your
"""
_EVERYDAY = frozenset(_EVERYDAY_WORDS.split())
"""Words that begin a sentence or a heading before anybody's name, and make no phrase of it."""
_WORD = re.compile(r"\S+")
_QUOTES = "\"'\u2018\u2019\u201c\u201d\u00ab\u00bb*_"
_POSSESSIVE = re.compile(r"['\u2019]s\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NotAPupil:
    """Somebody said of a whole phrase that it names no pupil. `id` says nothing of the phrase."""

    id: str
    phrase: str
    by: str
    at: datetime
    until: date

    def on(self, day: date) -> bool:
        """Whether it still holds on this day."""
        return day <= self.until


def end_of_year(day: date) -> date:
    """Return the 31 July that follows a day, or is it."""
    this = date(day.year, JULY, LAST)
    return this if day <= this else date(day.year + 1, JULY, LAST)


def key(phrase: str) -> str:
    """Return a phrase as phrases are compared: squashed, a possessive at its end taken off.

    One inside stays: `Amelia's Earhart poster` is Amelia's, and no Amelia Earhart.
    """
    return _joined(_WORD.findall(phrase))


def whole(name: str, around: str, at: int | None) -> str:
    """Return a name with the capitalised words beside it, as they stand: `Amelia Earhart`.

    `at` is where in `around` the name begins. The same name again belongs to no phrase of it.
    """
    words, here = _standing(name, around, at)
    if not here:
        return name
    first, last = here[0], here[-1]
    while first and _joins(words[first - 1], name):
        first -= 1
    while last + 1 < len(words) and _joins(words[last + 1], name):
        last += 1
    said = " ".join(words[first : last + 1]).strip(_QUOTES)
    return name if key(said) == key(name) else said


def is_whole(phrase: str) -> bool:
    """Whether a phrase has two words at least; a bare first name is never remembered."""
    return sum(bool(squash(word)) for word in phrase.split()) > 1


def is_memorable(phrase: str) -> bool:
    """Whether a phrase is whole without everyday words: `Well Done Ben` may be any Ben."""
    return is_whole(" ".join(w for w in phrase.split() if squash(w) not in _EVERYDAY))


def explained(name: str, around: str, at: int | None, known: frozenset[str]) -> bool:
    """Whether a known phrase (its `key`) holds the name that begins there, and says more than it.

    A phrase elsewhere in `around` explains nothing: `Ben saw Big Ben` has a Ben and a bell.
    """
    words, here = _standing(name, around, at)
    runs = (
        words[first:end]
        for first in range(here.start + 1)
        for end in range(here.stop, len(words) + 1)
        if here and all(map(squash, words[first:end]))
    )
    return not known.isdisjoint({_joined(run) for run in runs} - {key(name)})


def _standing(name: str, around: str, at: int | None) -> tuple[list[str], range]:
    """Return the words, and which of them the name stands in: none where its place is unknown."""
    words = list(_WORD.finditer(around))
    end = at + len(name) if at is not None and around.startswith(name, at) else 0
    here = [n for n, word in enumerate(words) if word.start() < end and word.end() > (at or 0)]
    return [word.group() for word in words], range(here[0], here[-1] + 1) if here else range(0)


def _joins(word: str, name: str) -> bool:
    return word.lstrip(_QUOTES)[:1].isupper() and key(word) != key(name)


def _joined(words: Sequence[str]) -> str:
    """Squash words into one; a possessive may end the last that has letters."""
    said = [word for word in words if squash(word)]
    return squash("".join(said[:-1])) + squash(_POSSESSIVE.sub("", "".join(said[-1:])))
