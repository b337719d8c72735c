"""What was published within twelve weeks, for checks that look for a pattern."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from gatekeeper.domain.release import Published

REACH = timedelta(days=84)
"""Twelve weeks."""


@dataclass(frozen=True, slots=True, order=True)
class PastPost:
    """What is remembered of one published post: the day it went out and where it was about.

    `hour` is the hour of the day by the school's clocks; None where nobody knows.
    """

    post: str
    day: date
    place: str
    hour: int | None = None


@dataclass(frozen=True, slots=True)
class History:
    """The posts of twelve weeks, oldest first; each post once, on however many channels.

    For a draft those before now; for what is out those before it and those after it. `gap` counts
    the days of the longest stretch without any: 84 before a draft when there is none at all.
    """

    posts: tuple[PastPost, ...] = ()
    gap: int = REACH.days

    def same(self, place: str, weekday: int) -> tuple[date, ...]:
        """Return the days of this weekday (Monday is 0) on which this place was posted about."""
        return tuple(sorted({past.day for past in self.at(place, weekday)}))

    def at(self, place: str, weekday: int) -> tuple[PastPost, ...]:
        """Return the posts about this place that went out on this weekday (Monday is 0)."""
        wanted = place.casefold()
        return tuple(
            past
            for past in self.posts
            if past.place.casefold() == wanted and past.day.weekday() == weekday
        )


def history_of(published: Iterable[tuple[date, Published]], today: date) -> History:
    """Return the history from published posts with the day at the school on which each went out."""
    posts = (
        PastPost(item.post or item.id, day, item.traits.get("place", "")) for day, item in published
    )
    return _between(today - REACH, posts, today)


def history_around(posts: Iterable[PastPost], day: date) -> History:
    """Return what went out in the twelve weeks before a day and in those after it."""
    return _between(day - REACH, posts, day + REACH)


def busiest(days: Iterable[date], day: date) -> tuple[date, ...]:
    """Return the most days that lie within twelve weeks of one another, with `day` among them."""
    known = sorted({*days, day})
    spans = ((first, first + REACH) for first in known if first <= day <= first + REACH)
    return max((tuple(d for d in known if a <= d <= z) for a, z in spans), key=len)


def _between(first: date, posts: Iterable[PastPost], last: date) -> History:
    seen: dict[str, PastPost] = {}
    for past in posts:
        if first <= past.day <= last:
            seen.setdefault(past.post, past)
    kept = tuple(sorted(seen.values(), key=lambda past: (past.day, past.post)))
    days = [first, *(past.day for past in kept), last]
    gaps = [(after - before).days for before, after in pairwise(days)]
    return History(kept, max(gaps))
