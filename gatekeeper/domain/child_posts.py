"""Which posts that are out show one child: three lists, never merged."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Pupil

ASKED_FOR = timedelta(hours=8)
"""How long an asking opens the lists for whoever asked: one working day."""
BEFORE_YEAR_1 = {"reception": 0, "nursery": -1}
OLDEST_YEAR = 13
_YEAR = re.compile(r"\b(?:years?|yrs?|y)\s*\d", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)")


@dataclass(frozen=True, slots=True)
class Asking:
    """Somebody asked which posts show a child, and why. It goes when the child is erased."""

    id: str
    pupil: str
    by: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Look:
    """One person looked at one post for one child; the newest of each person counts.

    `of` is the id of what was published through here, or of a post that an archive told of.
    """

    id: str
    pupil: str
    of: str
    by: str
    at: datetime
    shows: bool
    watched: bool = False
    """Whether its films were watched where they are: what is shown here is a picture a second."""


def look_id(pupil: str, of: str, by: str) -> str:
    """Return the id of what one person says of one post and child."""
    return f"{pupil}.{of}.{by}"


@dataclass(frozen=True, slots=True)
class LivePicture:
    """A small upright copy of a picture of a post that an archive told of, without metadata.

    `original` and `digest` are SHA-256 in hexadecimal: of the picture, and of the copy's file.
    """

    id: str
    live: str
    original: str
    digest: str


def live_picture_id(live: str, original: str) -> str:
    """Return the id of one picture of one post."""
    return f"{live}.{original}"


@dataclass(frozen=True, slots=True)
class KnownOut:
    """One post that is, or was, out. Pupils are ids."""

    of: str
    """What was published through here, or else the post that an archive told of."""
    channel: ChannelName
    at: datetime | None
    """None where nobody knows when it went out."""
    link: str
    words: str
    live: str = ""
    """The post that an archive told of, if one did: it owns the pictures."""
    post: str = ""
    """The post of ours from which it came, if it did."""
    pictures: tuple[str, ...] = ()
    """The originals' digests, of those that can be shown."""
    unseen: int = 0
    """Pictures and missing files of which nothing can be shown here."""
    films: int = 0
    """Films: a picture a second of them can be shown at most, and what is said in none."""
    shows: frozenset[str] = frozenset()
    """Whom a named person named in it."""
    may_show: frozenset[str] = frozenset()
    """Who may be in it, by roll call."""
    suggested: frozenset[str] = frozenset()
    """Whom a machine suggests; nobody has said so."""
    like: frozenset[str] = frozenset()
    """Those of them whom a face in it is like; the words name the others."""
    accounted: bool = False
    """Whether somebody answered for everybody in it before it went out."""
    down_at: datetime | None = None
    """When it was taken down."""
    told_at: datetime | None = None
    """Since when an archive tells of these pictures; None: they are those that went out."""

    @property
    def about(self) -> frozenset[str]:
        """What an objection to one post or picture may name."""
        return frozenset({self.of, self.live, self.post, *self.pictures})

    def seen_in(self, look: Look) -> bool:
        """Whether a look was at all that it has now: that somebody is in no film, one watched."""
        whole = look.shows or look.watched or not self.films
        return whole and self.had_then(look)

    def had_then(self, look: Look) -> bool:
        """Whether it has the pictures that it had when somebody looked."""
        return self.told_at is None or look.at >= self.told_at


@dataclass(frozen=True, slots=True)
class Found:
    """One post in a list, and who looked at it for this child."""

    out: KnownOut
    looks: tuple[Look, ...] = ()

    @property
    def looked(self) -> bool:
        """Whether a person has looked at it as it is, or answered for everybody in it."""
        return self.out.accounted or bool(self.fresh)

    @property
    def fresh(self) -> tuple[Look, ...]:
        """The looks at all that it has now."""
        return tuple(look for look in self.looks if self.out.seen_in(look))

    def names(self, pupil: str) -> bool:
        """Whether a named person said that it shows the child, or did before it was changed."""
        return pupil in self.out.shows or any(look.shows for look in self.looks)


@dataclass(frozen=True, slots=True)
class ThreeLists:
    """The posts that show a child, that may show it, and at which nobody has looked."""

    shows: tuple[Found, ...]
    may_show: tuple[Found, ...]
    nobody: tuple[Found, ...]
    down: tuple[Found, ...]
    """Posts of the first two lists that were taken down."""
    looked: tuple[Found, ...]
    """All that somebody looked at for this child, whatever came of it."""
    since: date | None
    """From which day posts were taken; None: all of them."""
    taken: int
    """How many posts were taken, those that were taken down among them."""
    unseen: int = 0
    """How many of these were taken down before anybody looked."""

    @property
    def to_look(self) -> tuple[Found, ...]:
        """Everything that a person still has to look at: of that no letter can tell.

        So is what was said to show the child when it had other pictures than now.
        """
        unlooked = (found for found in (*self.shows, *self.may_show) if not found.looked)
        return (*unlooked, *self.nobody)


def three_lists(
    pupil: Pupil, posts: Iterable[KnownOut], looks: Iterable[Look], since: date | None
) -> ThreeLists:
    """Sort what is out into the lists of one child, each newest first.

    What went out before `since` is left out; what went out later, or nobody knows when, is not. Nor
    is anything that is said to show the child, or that may: what tells the years is a class, and
    that may be wrong, or another than that of the child's age.
    """
    by_post: dict[str, tuple[Look, ...]] = {}
    for look in looks:
        by_post[look.of] = (*by_post.get(look.of, ()), look)
    all_out = (Found(out, by_post.get(out.of, ())) for out in posts)
    taken = [f for f in all_out if _of_the_time(f.out, since) or _about(f, pupil.id)]
    taken.sort(key=_newest_first)
    standing = [found for found in taken if found.out.down_at is None]
    shows = tuple(found for found in standing if found.names(pupil.id))
    may_show = tuple(found for found in standing if _may_show(found, pupil.id))
    gone = tuple(found for found in taken if found.out.down_at is not None)
    down = tuple(f for f in gone if _about(f, pupil.id))
    return ThreeLists(
        shows,
        may_show,
        tuple(f for f in standing if not f.looked and f not in may_show and f not in shows),
        down,
        tuple(found for found in standing if found.fresh),
        since,
        len(taken),
        sum(not found.looked and found not in down for found in gone),
    )


def at_school_since(pupil: Pupil, today: date) -> date | None:
    """Return the first day on which the child can have been at the school; None: nobody knows.

    Read off the class: nobody is in Year 4 less than four years after Reception, and two years of
    nursery may lie before that. It is early rather than late.
    """
    year = _year(pupil.school_class)
    if year is None:
        return None
    last = min(pupil.left_on or today, today)
    began = last.year if last.month >= 9 else last.year - 1  # noqa: PLR2004 - September
    return date(began - year - 2, 9, 1)


def _year(school_class: str) -> int | None:
    """Return the highest year of a class, however they are joined; Reception is year 0."""
    if _YEAR.search(school_class):
        years = (int(number) for number in _NUMBER.findall(school_class))
        return max((year for year in years if year <= OLDEST_YEAR), default=None)
    known = (n for name, n in BEFORE_YEAR_1.items() if name in school_class.casefold())
    return next(known, None)


def _of_the_time(out: KnownOut, since: date | None) -> bool:
    return since is None or out.at is None or out.at.date() >= since


def _about(found: Found, pupil: str) -> bool:
    return found.names(pupil) or _may(found, pupil)


def _newest_first(found: Found) -> tuple[bool, float]:
    at = found.out.at
    return (at is not None, -at.timestamp() if at is not None else 0)


def _may_show(found: Found, pupil: str) -> bool:
    return not found.names(pupil) and _may(found, pupil)


def _may(found: Found, pupil: str) -> bool:
    """Return whether it may show the child: a suggestion ends when one looked, a roll call not."""
    suggested = pupil in found.out.suggested and not found.fresh
    return pupil in found.out.may_show or suggested
