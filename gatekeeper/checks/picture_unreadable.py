"""A picture could not be opened, or nobody has looked at it yet.

Policy: clause O16. Rule data: rules/pictures/X01_picture_unreadable.toml.

Reads: for each picture of the post whether it was opened, and the sentence why not.
Does not read: what is in it; that is for every other check, and they can say nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    UNREADABLE = "unreadable", Verdict.UNCHECKED


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each picture that could not be opened."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        seen = dossier.seen(picture.original.digest)
        if not seen.readable:
            words = {
                "picture": str(number),
                "refusal": seen.refusal or "It was not looked at.",
                "remedy": seen.remedy or "Check the post again.",
            }
            kinds = (FixKind.OTHER_PICTURE, FixKind.CHECK_AGAIN)
            fixes = tuple(Fix(kind, seen.original) for kind in kinds)
            yield Hit(Found.UNREADABLE, seen.original, words, fixes)


check = Check(
    name="picture_unreadable",
    outcomes=Found,
    run=run,
    words={Found.UNREADABLE: frozenset({"picture", "refusal", "remedy"})},
)
