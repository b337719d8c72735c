"""Changing words in a text as a fix asks for it, without spoiling the sentence around them."""

from __future__ import annotations

import re


def rewritten(text: str, old: str, new: str) -> str:
    """Return the text with every occurrence of `old` as whole words replaced by `new`.

    A possessive after it stays. At the start of a sentence the new words get a capital; where they
    are empty, the space that would be left over goes too.
    """
    if not old:
        return text
    pattern = rf"(?<!\w){re.escape(old)}(?!\w)" if new else rf"[ \t]*(?<!\w){re.escape(old)}(?!\w)"
    return re.sub(pattern, lambda found: _fitting(text[: found.start()], new), text)


def _fitting(before: str, new: str) -> str:
    said = before.rstrip(" \t\"'\u201c\u2018")
    begins = not said or said[-1] in ".!?\n"
    return new[:1].upper() + new[1:] if begins else new
