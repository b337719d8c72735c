"""Characters that a reader takes for Latin letters: other scripts, and digits inside words."""

from __future__ import annotations

import re

_OTHER_SCRIPTS = str.maketrans(
    "АВСЕНІЈКМОРЅТУХѴҮаԁеһіјкӏмоорԛѕтуѵѡхүҽΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγικνορτυχɑɡıⅼ",
    "ABCEHIJKMOPSTYXVYadehijklmoopqstyvwxyeABEZHIKMNOPTYXayiknoptuxagil",
)
"""Cyrillic, Greek and phonetic letters that look like a Latin one in most typefaces."""
_SMALL_CAPITALS = str.maketrans("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢ", "ABCDEFGHIJKLMNOPRSTUVWYZ")
_CHEROKEE = str.maketrans("ᎪᏴᏟᎠᎬᎻᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᏃ", "ABCDEHJKLMPRSTVWZ")  # noqa: RUF001 - so they do
_SIGNS = {first + n: chr(ord("A") + n) for first in (0x1F150, 0x1F170, 0x1F1E6) for n in range(26)}
"""Letters as signs: white on black in a circle or a square, and those that flags are made of."""
_ALL = _OTHER_SCRIPTS | _SMALL_CAPITALS | _CHEROKEE | _SIGNS
_DIGITS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_IN_WORD = re.compile(r"(?<=[^\W\d_])[013457@$](?=[^\W\d_])|(?<![\w@$])[013457](?=[^\W\d_])")


def unmasked(text: str) -> str:
    """Return the text, as long as it was, with look-alikes exchanged for the letters they show."""
    plain = text.translate(_ALL)
    return _IN_WORD.sub(lambda found: _DIGITS[found.group()], plain)
