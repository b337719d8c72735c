"""A finished picture still carries metadata; or the uploaded one did, and it was taken out.

Policy: clause R1; that posts carry no place is ours. Rule data:
rules/pictures/X02_metadata_left.toml.

Reads: what was found when each finished picture was read again, and what each upload carried.
Does not read: the values. That a file held a place is enough to say; the place itself is nobody's
business here. Whether the finished picture exists: face_left_after_covering.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed


class Found(Outcome):
    """What this check can find."""

    LEFT = "left", Verdict.BLOCK
    TAKEN_OUT = "taken_out", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield what is left in each finished picture, then what was taken out of each upload."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        yield from _left(picture, str(number))
        facts = dossier.seen(picture.original.digest).facts
        if facts is not None and facts.carried.fields:
            words = {"picture": str(number), "fields": listed(facts.carried.fields)}
            yield Hit(Found.TAKEN_OUT, picture.original.digest, words)


def _left(picture: Picture, number: str) -> Iterator[Hit]:
    for rendition in picture.renditions:
        if rendition.metadata_left:
            words = {
                "picture": number,
                "channel": rendition.channel.brand,
                "fields": listed(rendition.metadata_left),
            }
            subject = f"{picture.original.digest}:{rendition.channel}"
            other = (Fix(FixKind.OTHER_PICTURE, picture.original.digest),)
            yield Hit(Found.LEFT, subject, words, other)


check = Check(
    name="metadata_left",
    outcomes=Found,
    run=run,
    words={
        Found.LEFT: frozenset({"picture", "channel", "fields"}),
        Found.TAKEN_OUT: frozenset({"picture", "fields"}),
    },
    applies=frozenset({Applies.DRAFT}),
)
