"""Phrases that hold a pupil's first name and are no pupil: `Big Ben`, `Amelia Earhart`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from gatekeeper.domain.spelling import squash

JULY, LAST = 7, 31
"""What was said of a phrase holds until the end of the school year: classes change then."""


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
    """Return a phrase as phrases are compared: squashed, possessives taken off."""
    return "".join(_words(phrase))


def whole(name: str, around: str) -> str:
    """Return a name with the capitalised words beside it, as they stand: `Amelia Earhart`."""
    written = around.split()
    at = next((n for n, word in enumerate(written) if squash(name) in squash(word)), None)
    if at is None:
        return name
    first = last = at
    while first and written[first - 1][:1].isupper():
        first -= 1
    while last + 1 < len(written) and written[last + 1][:1].isupper():
        last += 1
    return " ".join(written[first : last + 1]) if last > first else name


def is_whole(phrase: str) -> bool:
    """Whether a phrase has two words at least; a bare first name is never remembered."""
    return len(_words(phrase)) > 1


def explained(name: str, around: str, known: frozenset[str]) -> bool:
    """Whether a known phrase (its `key`) stands around a name and says more than the name does."""
    words, sought = _words(around), key(name)
    runs = (words[i:j] for i in range(len(words)) for j in range(i + 1, len(words) + 1))
    return any(
        any(sought in word for word in run) and (said := "".join(run)) != sought and said in known
        for run in runs
    )


def _words(phrase: str) -> list[str]:
    words = (word.replace("\u2019", "'").rstrip("\"')]") for word in phrase.split())
    bare = (squash(word.removesuffix("'s").removesuffix("'S")) for word in words)
    return [word for word in bare if word]
