"""What was published lately, for checks that look for a pattern: the 84 days before now."""

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
    """What is remembered of one published post: the day it went out and where it was about."""

    post: str
    day: date
    place: str


@dataclass(frozen=True, slots=True)
class History:
    """The posts of the last twelve weeks, oldest first; each post once, on however many channels.

    `gap` counts the days of the longest stretch without any: 84 when there is none at all.
    """

    posts: tuple[PastPost, ...] = ()
    gap: int = REACH.days

    def same(self, place: str, weekday: int) -> tuple[date, ...]:
        """Return the days of this weekday (Monday is 0) on which this place was posted about."""
        wanted = place.casefold()
        days = {
            past.day
            for past in self.posts
            if past.place.casefold() == wanted and past.day.weekday() == weekday
        }
        return tuple(sorted(days))


def history_of(published: Iterable[tuple[date, Published]], today: date) -> History:
    """Return the history from published posts with the day at the school on which each went out."""
    first = today - REACH
    seen: dict[str, PastPost] = {}
    for day, item in published:
        if first <= day <= today:
            past = PastPost(item.post or item.id, day, item.traits.get("place", ""))
            seen.setdefault(past.post, past)
    posts = tuple(sorted(seen.values(), key=lambda past: (past.day, past.post)))
    days = [first, *(past.day for past in posts), today]
    gaps = [(after - before).days for before, after in pairwise(days)]
    return History(posts, max(gaps))
