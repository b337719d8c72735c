"""What one finder finds in a text, as kind and piece."""

from __future__ import annotations

from gatekeeper.domain.register import Pupil
from gatekeeper.domain.words import Known
from gatekeeper.evidence.words.plain import Finder, plainly

MAYA = Pupil("maya", "1", "Maya", "Silva")
KNOWN = Known(pupils=(MAYA,))


def kinds(finder: Finder, text: str) -> list[str]:
    """Return the names of the kinds that are found; `?` follows one that is not sure."""
    finds = finder(plainly(text), KNOWN)
    return [find.kind.name + ("" if find.sure else "?") for find in finds]


def pieces(finder: Finder, text: str) -> list[str]:
    """Return the pieces that are found, as they stand in the text."""
    plain = plainly(text)
    return [plain.piece(find.start, find.end) for find in finder(plain, KNOWN)]
