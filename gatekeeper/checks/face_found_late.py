"""A closer look at a finished picture found places that may hold somebody nobody was asked about.

Policy: clause O16. Rule data: rules/people/P10_face_found_late.toml.

Reads: the faces found in the finished pictures, in pixels of the original, beside everybody who was
seen in the original.
Does not read: faces under a cover (face_left_after_covering), and what is too small to name anybody
by. Published posts have no finished pictures, so it is for drafts.

The second search is there for the covers and believes almost anything: measured, it finds such a
place in every fifth picture without people and in every second one with a crowd. So this is said,
once a picture, and asks nobody; a question that is nearly always for nothing is soon tapped away.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import TOO_SMALL_TO_NAME
from gatekeeper.domain.picture import Box, Picture
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    FOUND_LATE = "found_late", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each picture in which only the second search saw somebody."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        if late := _late(dossier, picture):
            original = picture.original.digest
            places = "1 place" if len(late) == 1 else f"{len(late)} places"
            words = {"picture": str(number), "places": places}
            fixes = tuple(Fix(FixKind.ADD_FACE, original, _corners(box)) for box in late)
            yield Hit(Found.FOUND_LATE, original, words, fixes)


def _late(dossier: Dossier, picture: Picture) -> list[Box]:
    known = [s.face.box for s in dossier.seen(picture.original.digest).sightings]
    late: list[Box] = []
    for rendition in picture.renditions:
        for box in rendition.faces:
            unknown = not any(box.same_face_as(other) for other in (*known, *late))
            if unknown and box.height >= TOO_SMALL_TO_NAME:
                late.append(box)
    return late


def _corners(box: Box) -> str:
    return f"{box.left},{box.top},{box.width},{box.height}"


check = Check(
    name="face_found_late",
    outcomes=Found,
    run=run,
    words={Found.FOUND_LATE: frozenset({"picture", "places"})},
    applies=frozenset({Applies.DRAFT}),
)
