"""Other words in a text, as a fix asks for them, without spoiling the sentence around them."""

from __future__ import annotations

import re


def rewritten(text: str, old: str, new: str) -> str:
    """Return the text with every occurrence of `old` as whole words replaced by `new`.

    A possessive after it stays. At the start of a sentence the new words get a capital. Where it
    stands inside a tag only (`#TeamMayaSilva`), it is taken out of that.
    """
    if not old:
        return text
    whole = rf"[ \t]*(?<!\w){re.escape(old)}(?!\w)"
    pattern = whole if not new else whole.removeprefix(r"[ \t]*")
    changed, times = re.subn(pattern, lambda found: _fitting(text[: found.start()], new), text)
    return changed if times else re.sub(rf"([#@][\w.]*?){re.escape(old)}", r"\1", text)


def _fitting(before: str, new: str) -> str:
    said = before.rstrip(" \t\"'\u201c\u2018")
    begins = not said or said[-1] in ".!?\n"
    return new[:1].upper() + new[1:] if begins else new
