"""The second search of a finished picture found a face that nobody was asked about.

Policy: clause O16. Rule data: rules/people/P10_face_found_late.toml.

Reads: the faces found in the finished pictures, in pixels of the original, beside everybody who was
seen in the original.
Does not read: faces under a cover (face_left_after_covering). Published posts have no finished
pictures, so it is for drafts.

The second search looks harder than the first, and at another size. What it alone finds is often a
pattern on a jumper, and sometimes a child. A person adds it, and then says who it is, or nobody.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.picture import Box, Picture
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    FOUND_LATE = "found_late", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each place where only the second search saw somebody."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        for box in _late(dossier, picture):
            place = f"{box.left},{box.top},{box.width},{box.height}"
            original = picture.original.digest
            fixes = (Fix(FixKind.ADD_FACE, original, place), Fix(FixKind.OTHER_PICTURE, original))
            yield Hit(Found.FOUND_LATE, f"{original}:{place}", {"picture": str(number)}, fixes)


def _late(dossier: Dossier, picture: Picture) -> list[Box]:
    known = [s.face.box for s in dossier.seen(picture.original.digest).sightings]
    late: list[Box] = []
    for rendition in picture.renditions:
        for box in rendition.faces:
            if not any(box.same_face_as(other) for other in (*known, *late)):
                late.append(box)
    return late


check = Check(
    name="face_found_late",
    outcomes=Found,
    run=run,
    words={Found.FOUND_LATE: frozenset({"picture"})},
    applies=frozenset({Applies.DRAFT}),
)
