"""Turns of phrase: lists of them as one pattern, and the sentences that they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gatekeeper.domain.register import Pupil

_SENTENCE = re.compile(r"[^.!?\n]+(?:\.(?=\S)[^.!?\n]*)*[.!?]*")


def any_of(*turns: str) -> re.Pattern[str]:
    """Return a pattern for any of these turns (regular expressions) as whole words."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(turns)})(?!\w)", re.IGNORECASE)


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """Yield each sentence or line with the place where it begins; `3.45` ends none."""
    for found in _SENTENCE.finditer(text):
        bare = found[0].strip()
        if bare:
            yield found.start() + found[0].index(bare), bare


def first_names(pupils: Iterable[Pupil]) -> frozenset[str]:
    """Return the first names by which pupils go, as they are written."""
    return frozenset(
        name for pupil in pupils for name in (pupil.first_name, pupil.known_as) if name
    )


def names_somebody(sentence: str, names: frozenset[str]) -> bool:
    """Whether one of these names stands in a sentence as a word with its capital letter."""
    return any(
        word.removesuffix("'s") in names for word in re.findall(r"[^\W\d_][\w'-]*", sentence)
    )
