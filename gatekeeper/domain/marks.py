"""Characters, hashtags and mentions of a text, as the platforms' own programs count them."""

from __future__ import annotations

import re

_HASHTAG = re.compile(r"(?<![\w&])#[\d_]*[^\W\d_]\w*")
"""With a letter at least: `#1` is no hashtag."""
_MENTION = re.compile(r"(?<![\w.])@\w[\w.]*")


def characters(text: str) -> int:
    """Return how many characters a text has, without spaces at its ends; an emoji is two."""
    return len(text.strip().encode("utf-16-le", "surrogatepass")) // 2


def hashtags(text: str) -> tuple[tuple[int, int], ...]:
    """Return from where to where each hashtag stands, in the order of the text."""
    return tuple(found.span() for found in _HASHTAG.finditer(text))


def mentions(text: str) -> tuple[str, ...]:
    """Return every account that is mentioned, as it stands there; an e-mail address is none."""
    return tuple(_MENTION.findall(text))


def together(text: str, pieces: tuple[tuple[int, int], ...]) -> tuple[str, ...]:
    """Return pieces of a text; those between which there is only space are one."""
    runs: list[tuple[int, int]] = []
    for start, end in pieces:
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return tuple(text[start:end] for start, end in runs)
