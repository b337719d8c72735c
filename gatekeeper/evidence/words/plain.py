"""A text as a reader sees it: compatibility forms made plain, hidden marks gone, places kept."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from gatekeeper.domain.spelling import hidden
from gatekeeper.domain.words import Kind, Known

_DASHES = frozenset("\u2010\u2011\u2012\u2013\u2014\u2212\u00ad")
_QUOTES = {"\u2019": "'", "\u2018": "'", "\u02bc": "'", "\u201c": '"', "\u201d": '"'}


@dataclass(frozen=True, slots=True)
class Plain:
    """`text` for looking; `at` maps each of its characters to the one in `written` it came from."""

    written: str
    text: str
    at: tuple[int, ...]

    def piece(self, start: int, end: int) -> str:
        """Return what stands in the written text from one position of the plain one to another."""
        return self.written[self.at[start] : self.at[end - 1] + 1]


@dataclass(frozen=True, slots=True)
class Find:
    """A passage by its place in the plain text."""

    kind: Kind
    start: int
    end: int
    sure: bool = True
    who: str = ""


Finder = Callable[[Plain, Known], Iterator[Find]]


def plainly(written: str) -> Plain:
    """Return a text without what a reader cannot see; any characters may stand in it."""
    text: list[str] = []
    at: list[int] = []
    for index, character in enumerate(written):
        seen = _seen(character)
        text.append(seen)
        at.extend([index] * len(seen))
    return Plain(written, "".join(text), tuple(at))


@lru_cache(maxsize=8192)
def _seen(character: str) -> str:
    if character in _QUOTES:
        return _QUOTES[character]
    if character in _DASHES and character != "\u00ad":
        return "-"
    if character.isdecimal():
        return str(unicodedata.decimal(character))
    if character.isspace():
        return "\n" if character in "\n\r\u2028\u2029" else " "
    return "" if hidden(character) else unicodedata.normalize("NFKC", character)
