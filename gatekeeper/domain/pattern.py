"""Patterns of notices: fixed words with blanks that are filled from closed lists.

The headteacher signs all of them once a year. What is filled in is inside that signature, because
nothing can come out that she has not read: every word stands in the pattern or in one of its lists.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Scheme
from gatekeeper.domain.wording import listed
from gatekeeper.errors import UsageError

BLANK = re.compile(r"\{([a-z_]+)\}")
DAY, CLASSES, SCHOOL = "day", "classes", "school"
OURS = frozenset({DAY, CLASSES, SCHOOL})
"""Blanks that gatekeeper fills: the days to come, the classes of the register, the school."""
_YEAR = r"(?:1[0-3]|[1-9])[a-z]?"
_PLAIN = rf"(?:nursery|pre-?school|reception|(?:years?|yr|y|class) ?{_YEAR}|(?:1[0-3]|[1-9])[a-z])"
PLAIN_CLASS = re.compile(
    rf"{_PLAIN}(?:(?: ?[/&] ?| and | to ){_PLAIN}|(?: ?[/&] ?| and | to ){_YEAR}){{0,2}}",
    re.IGNORECASE | re.ASCII,
)
"""A class that is named by its years alone, which nobody has to sign: *Year 4*, *Y3/4*, *4B*."""
DAYS_AHEAD = 7
HOLDS = timedelta(days=364)
"""From its first to its last day, both included: a year."""


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern. `blanks` are its own lists, by the name of the blank.

    For `classes` that is the names beside the plain ones: they are signed with the pattern.
    """

    name: str
    title: str
    words: str
    blanks: Mapping[str, tuple[str, ...]]
    channels: tuple[ChannelName, ...]
    objective: str
    intended_outcome: str
    elsewhere: str

    @property
    def asks(self) -> tuple[str, ...]:
        """The blanks that a person fills, in the order of the words."""
        return tuple(dict.fromkeys(b for b in BLANK.findall(self.words) if b != SCHOOL))


@dataclass(frozen=True, slots=True)
class Patterns:
    """All patterns of the school; `digest` covers every word and list of them."""

    every: tuple[Pattern, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical form of all patterns."""
        return digest("patterns", {pattern.name: pattern for pattern in self.every})

    def get(self, name: str) -> Pattern | None:
        """Return the pattern of this name."""
        return next((pattern for pattern in self.every if pattern.name == name), None)


@dataclass(frozen=True, slots=True)
class PatternsSigned:
    """The headteacher's signature over the digest of all patterns, and how long it holds."""

    id: str
    digest: str
    first_day: date
    last_day: date
    by: str
    key: str
    scheme: Scheme
    statement: str
    proof: bytes
    at: datetime

    def on(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class FilledPattern:
    """A post that was made of a pattern, as long as it is still this version of it."""

    id: str
    post: str
    version: int
    pattern: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn for a channel that takes no words without a picture."""

    title: str
    words: str
    school: str


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be filled in today: the school's name, its classes, the days to come."""

    school: str
    classes: tuple[str, ...] = ()
    days: tuple[str, ...] = ()

    def choices(self, pattern: Pattern, blank: str) -> tuple[str, ...]:
        """Return the closed list of a blank."""
        if blank == CLASSES:
            return tuple(name for name in self.classes if _signed(pattern, name))
        ours = {DAY: self.days, SCHOOL: (self.school,)}
        return ours[blank] if blank in ours else pattern.blanks[blank]

    def unsigned(self, pattern: Pattern) -> tuple[str, ...]:
        """Return the classes that a pattern may not name: there are words in them nobody signed."""
        asked = self.classes if CLASSES in pattern.asks else ()
        return tuple(name for name in asked if not _signed(pattern, name))


def _signed(pattern: Pattern, school_class: str) -> bool:
    plain = PLAIN_CLASS.fullmatch(school_class) is not None
    return plain or school_class in pattern.blanks.get(CLASSES, ())


def days_from(today: date) -> tuple[str, ...]:
    """Return today and the days of a week to come, as one would write them."""
    days = (today + timedelta(n) for n in range(DAYS_AHEAD + 1))
    return tuple(f"{day:%A} {day.day} {day:%B}" for day in days)


def fill(pattern: Pattern, offered: Offered, chosen: Mapping[str, Sequence[str]]) -> str:
    """Return the words with every blank filled; only classes may be several.

    Raises:
        UsageError: a blank is left empty, or filled with what is not on its list.
    """
    filled = {SCHOOL: offered.school}
    for blank in pattern.asks:
        values = tuple(dict.fromkeys(chosen.get(blank, ())))
        right = set(values) <= set(offered.choices(pattern, blank))
        if not (values and right) or (len(values) > 1 and blank != CLASSES):
            raise UsageError(f"Choose {blank.replace('_', ' ')} from its list.")
        filled[blank] = listed(values)
    return " ".join(BLANK.sub(lambda found: filled[found[1]], pattern.words).split())
