"""Characters that a reader takes for Latin letters: other scripts, and digits inside words."""

from __future__ import annotations

import re

_OTHER_SCRIPTS = str.maketrans(
    "АВСЕНІЈКМОРЅТУХѴҮаԁеһіјкӏмоорԛѕтуѵѡхүҽΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχɑɡıⅼ",
    "ABCEHIJKMOPSTYXVYadehijklmoopqstyvwxyeABEZHIKMNOPTYXayiknoptuxagil",
)
"""Cyrillic, Greek and phonetic letters that look like a Latin one in most typefaces."""
_DIGITS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_IN_WORD = re.compile(r"(?<=[^\W\d_])[013457@$](?=[^\W\d_])|(?<![\w@$])[013457](?=[^\W\d_])")


def unmasked(text: str) -> str:
    """Return the text, as long as it was, with look-alikes exchanged for the letters they show."""
    plain = text.translate(_OTHER_SCRIPTS)
    return _IN_WORD.sub(lambda found: _DIGITS[found.group()], plain)
