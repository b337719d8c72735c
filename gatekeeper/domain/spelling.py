"""When two spellings are the same name: case, accents, style and hidden marks do not count.

`squash` keeps small unaccented letters and digits alone, so `O'Brien`, `OBRIEN` and a name set in
ornamental letters are one. It is for comparing only; nobody is ever shown the result.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_UNDIVIDED = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "\u0131": "i",
    }
)
"""Latin letters that Unicode does not take apart into a plain letter and an accent."""
_BLANKS = frozenset("\u115f\u1160\u3164\uffa0")
"""Fillers of the Korean script: letters by category, empty on the screen."""
_APOSTROPHES = frozenset("\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8")
"""Marks that are typed for an apostrophe and that Unicode counts among the letters."""


@lru_cache(maxsize=8192)
def fold(character: str) -> str:
    """Return the plain small letters or digits one character stands for; empty if none."""
    if character in _BLANKS:
        return ""
    apart = unicodedata.normalize("NFKD", character.casefold()).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_UNDIVIDED)
    return "".join(c for c in plain if c.isalnum() and c not in _APOSTROPHES and c not in _BLANKS)


@lru_cache(maxsize=8192)
def hidden(character: str) -> bool:
    """Whether a character leaves no gap between letters: accents, joiners, invisible controls."""
    if character in _BLANKS:
        return True
    category = unicodedata.category(character)
    return category[0] == "M" or category == "Cf" or (category == "Cc" and not character.isspace())


@lru_cache(maxsize=8192)
def squash(text: str) -> str:
    """Return a text's letters and digits, folded, with nothing between them."""
    if text.isascii() and text.isalpha():
        return text.lower()
    return "".join(map(fold, text))
