"""A text as a run of folded letters that still knows where each of them stood.

Positions count the folded letters and digits from 0. Whatever stood between two of them is kept as
a *gap* before the later one, so that a name may be compared across spaces, hyphens, emoji and line
breaks. An *edge* is a position where a word may begin or end: at a gap, at a capital inside a word,
between letters and digits, and beside a letter of a script without capitals (it may be written
without spaces).
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from gatekeeper.domain.spelling import fold, hidden

_COMMAS = frozenset(",\uff0c\u3001")
_SEPARATES = _COMMAS | frozenset(";&+/|!?\u2026\uff1b\uff06")
_BREAKS = frozenset("\n\r\v\f\x85\u2028\u2029")
_SPACE = frozenset(" \t\xa0\u2009\u202f-\u2010\u2011")
_TAG_SIGNS = frozenset("#@\uff03\uff20\ufe5f\ufe6b")
_IN_TAG = "_.-"
_INNER_EDGE = re.compile(
    r"(?<=l)(?=u)|(?<=u)(?=ul)|(?<=d)(?=[^d])|(?<=[^d])(?=d)|(?<=c)(?=.)|(?<=.)(?=c)"
)

_ENDS = r".!?;:,()\"&+/|\u2013\u2014\u2026\u3001\uff06\uff0c\uff1b"
"""What no phrase goes on after: two names beside it are two people's."""
_BEFORE = re.compile(rf"(?:[^\s{_ENDS}]+[ \t]+){{0,3}}[^\s{_ENDS}]*$")
_AFTER = re.compile(rf"[^\s{_ENDS}]*(?:[ \t]+[^\s{_ENDS}]+){{0,3}}")
REACH = 80
"""Characters before and after a name in which its phrase is looked for."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Letters:
    """The folded letters of one text; see the module for positions, gaps and edges."""

    text: str
    plain: str
    at: tuple[int, ...]
    """For every letter of `plain`, the index in `text` of the character it came from."""
    kinds: str
    """For every letter: `u` capital, `l` small, `c` of a script without capitals, `d` digit."""
    gaps: Mapping[int, str]
    words: tuple[int, ...]
    """Where a word begins after a gap, in order."""
    edges: frozenset[int]
    runs: tuple[Span, ...]
    """From and to of everything that is written together, as one word or one tag."""

    @property
    def tags(self) -> tuple[Span, ...]:
        """From and to of every #hashtag and @handle, without its sign."""
        return tuple(run for run in self.runs if self.gaps.get(run[0], " ")[-1] in _TAG_SIGNS)

    def ends_at(self, position: int) -> bool:
        """Whether a word may end here, with or without a possessive s after it."""
        possessive = self.plain.startswith("s", position) and position + 1 in self.edges
        return position in self.edges or possessive

    def capital_at(self, position: int) -> bool:
        """Whether a name may begin with this letter: a capital, or a script that has none."""
        return self.kinds[position] in "uc"

    def separated(self, start: int, end: int) -> frozenset[int]:
        """Return the positions inside where a sign keeps two names apart: `,` `;` `&` `!`."""
        return self._inside(start, end, _SEPARATES)

    def comma_at(self, position: int) -> bool:
        """Whether nothing but a comma stands before this letter."""
        return self.gaps.get(position, "").strip() in _COMMAS

    def broken(self, start: int, end: int) -> frozenset[int]:
        """Return the positions inside where a line ends."""
        return self._inside(start, end, _BREAKS)

    def spaced_at(self, position: int, *, dot: bool = False) -> bool:
        """Whether mere space or a hyphen (or an initial's full stop) stands before this letter."""
        allowed = _SPACE | frozenset(".") if dot else _SPACE
        return allowed.issuperset(self.gaps.get(position, "?"))

    def words_from(self, position: int) -> tuple[int, ...]:
        """Return where the next words begin, at most three, this position included."""
        first = bisect_left(self.words, position)
        return self.words[first : first + 3]

    def piece(self, start: int, end: int) -> str:
        """Return these letters as they stand in the text, accents included."""
        stop = self.at[end - 1] + 1
        while stop < len(self.text) and unicodedata.category(self.text[stop])[0] == "M":
            stop += 1
        return self.text[self.at[start] : stop]

    def around(self, start: int, end: int) -> tuple[str, int]:
        """Return these letters with the words beside them, three each way, up to a sign or line.

        The number is where in that they begin.
        """
        first, last = self.at[start], self.at[end - 1] + 1
        before = _BEFORE.search(self.text[max(0, first - REACH) : first])
        after = _AFTER.match(self.text[last : last + REACH])
        words = (before.group() if before else "", after.group() if after else "")
        return self.text[first:last].join(words), len(words[0])

    def _inside(self, start: int, end: int, signs: frozenset[str]) -> frozenset[int]:
        return frozenset(
            p for p in range(start + 1, end) if not signs.isdisjoint(self.gaps.get(p, ""))
        )


def read(text: str, seen: str = "") -> Letters:
    """Fold a text; any characters at all may stand in it.

    `seen` is the text with some characters exchanged for others, one for one: what is read then.
    """
    seen = seen or text
    plain: list[str] = []
    at: list[int] = []
    between: defaultdict[int, list[str]] = defaultdict(list)
    for index, character in enumerate(seen):
        letters = fold(character)
        plain.append(letters)
        at.extend([index] * len(letters))
        if not letters and not hidden(character):
            between[len(at)].append(character)
    gaps = {position: "".join(characters) for position, characters in between.items()}
    kinds = "".join(_kind(seen[index]) for index in at)
    inner = {found.start() for found in _INNER_EDGE.finditer(kinds)}
    edges = frozenset({0, len(at), *gaps, *inner})
    words = tuple(p for p in sorted(gaps) if p < len(at))
    runs = _runs(gaps, words, len(at))
    return Letters(text, "".join(plain), tuple(at), kinds, gaps, words, edges, runs)


@lru_cache(maxsize=8192)
def _kind(character: str) -> str:
    if character.isupper() or character.istitle():
        return "u"
    if character.islower():
        return "l"
    return "c" if character.isalpha() else "d"


def _runs(gaps: Mapping[int, str], words: Iterable[int], length: int) -> tuple[Span, ...]:
    """Cut wherever something stands that could not stand inside a tag."""
    cuts = sorted({0, length, *(p for p in words if gaps[p].strip(_IN_TAG))})
    return tuple(pairwise(cuts))
