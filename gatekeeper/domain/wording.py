"""Small things that every sentence needs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache

from gatekeeper.domain.channel import ChannelName


def listed(items: Iterable[str]) -> str:
    """Return some words as one would say them: `a`, `a and b`, `a, b and c`."""
    words = tuple(items)
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


COUNTED = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def counted(number: int, one: str, several: str) -> str:
    """Return a number of things as one would say it: `one pupil`, `three pupils`, `28 pupils`."""
    word = COUNTED[number] if number < len(COUNTED) else str(number)
    return f"{word} {one if number == 1 else several}"


def shortened(text: str, longest: int = 60) -> str:
    """Return a text from a picture fit for a sentence: one line, printable, and short."""
    plain = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return plain if len(plain) <= longest else f"{plain[: longest - 1]}…"


def brands(channels: Iterable[ChannelName]) -> str:
    """Return channels as one would say them: `Instagram and LinkedIn`."""
    return listed(channel.brand for channel in channels)


def in_days(day: date) -> str:
    """Return a day as one would write it: `3 March 2026`."""
    return f"{day.day} {day:%B %Y}"


def at_clock(moment: datetime) -> str:
    """Return a moment as its own clock shows it: `14:05 on 3 March 2026`."""
    return f"{moment:%H:%M} on {in_days(moment.date())}"


def phrases_in(text: str, wanted: Iterable[str]) -> tuple[str, ...]:
    """Return the phrases that stand in a text as whole words, as written there, in its order.

    Case and the width of spaces do not matter, nor which apostrophe is used. Phrases inside
    longer phrases that were found are left out.
    """
    plain = text.replace("\u2019", "'")
    found = (match.group() for match in _any(tuple(wanted)).finditer(plain))
    return tuple(dict.fromkeys(piece for piece in found if piece))


@lru_cache(maxsize=64)
def _any(wanted: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern for any of these phrases; made once, for a list of a rule is long."""
    longest_first = sorted(wanted, key=len, reverse=True)
    forms = (r"\s+".join(map(re.escape, phrase.split())) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE)
