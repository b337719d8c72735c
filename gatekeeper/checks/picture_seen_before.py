"""A picture is one that was sent back, stopped or taken down before; or that is out already.

Policy: clauses O14 and O16. Rule data: rules/pictures/X06_picture_seen_before.toml.

Reads: how many of 256 bits its fingerprint differs from those of pictures in other posts, turned
and mirrored too, and what became of them. A fingerprint is kept when the picture is gone.
Does not read: why a picture was stopped; nobody is told that here. Other versions of the same post.
A copy that is cropped by more than a tenth is not known again.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.known_picture import FARTHEST, Fate, SeenBefore
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    WITHDRAWN = "withdrawn", Verdict.ASK
    REFUSED = "refused", Verdict.ASK
    ALIKE = "alike", Verdict.ASK
    PUBLISHED = "published", Verdict.NOTE


@dataclass(frozen=True, slots=True)
class Params:
    """How many bits two fingerprints of one picture may differ, and of two that are alike."""

    same: int = between(8, 60, default=31, unit="bits of 256")
    alike: int = between(60, FARTHEST, default=FARTHEST, unit="bits of 256")


SAME = {
    Fate.WITHDRAWN: Found.WITHDRAWN,
    Fate.REFUSED: Found.REFUSED,
    Fate.PUBLISHED: Found.PUBLISHED,
}


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield for each picture the weightiest of what became of its like."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        original = picture.original.digest
        mine = (seen for seen in dossier.seen_before if seen.original == original)
        found = {outcome: seen for seen in mine if (outcome := _outcome(seen, params))}
        subject = dossier.subject_in(original, "seen before")
        for outcome in Found:
            if outcome in found:
                day = found[outcome].at
                words = {"picture": str(number), "day": f"{day.day} {day:%B}"}
                fixes = (
                    Fix(FixKind.OTHER_PICTURE, original),
                    Fix(FixKind.SAY_FINE, subject, f"picture {number}"),
                )
                yield Hit(outcome, subject, words, fixes, answered=dossier.called_fine(subject))
                break


def _outcome(seen: SeenBefore, params: Params) -> Found | None:
    if seen.distance <= params.same:
        return SAME.get(seen.fate)
    stopped = seen.fate in {Fate.WITHDRAWN, Fate.REFUSED}
    return Found.ALIKE if stopped and seen.distance <= params.alike else None


check = Check(
    name="picture_seen_before",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"picture", "day"})),
    params=Params,
)
