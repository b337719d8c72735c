"""A face that was to be covered can still be seen.

Policy: clause O16. Rule data: rules/people/P05_face_left_after_covering.toml.

Reads: faces answered as covered, the recipe of each picture, and the faces that were found when
each finished picture was searched again.
Does not read: pictures that cannot be opened (picture_unreadable), and what a second search finds
where nobody was seen before (face_found_late). Published posts have no recipe, so it is for drafts.

A finished picture that is missing cannot have been searched, so it is never let through.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import (
    Applies,
    Check,
    Fix,
    FixKind,
    Hit,
    NoParams,
    Outcome,
    ways_to_hide,
)
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NOT_FINISHED = "not_finished", Verdict.UNCHECKED
    NOT_COVERED = "not_covered", Verdict.BLOCK
    SEEN_AGAIN = "seen_again", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield faces without the cover that was promised, then what shows through a cover."""
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is not None and answer.said is Said.COVERED:
            yield _hit(dossier, Found.NOT_COVERED, sighting)
    for number, picture in enumerate(dossier.post.pictures, start=1):
        if dossier.seen(picture.original.digest).readable:
            yield from _not_finished(dossier, picture, str(number))
            yield from _seen_again(dossier, picture)


def _not_finished(dossier: Dossier, picture: Picture, number: str) -> Iterator[Hit]:
    for channel in dossier.post.channels:
        if picture.rendition(channel) is None:
            words = {"picture": number, "channel": channel.brand}
            subject = f"{picture.original.digest}:{channel}"
            again = (Fix(FixKind.CHECK_AGAIN, picture.original.digest),)
            yield Hit(Found.NOT_FINISHED, subject, words, again)


def _seen_again(dossier: Dossier, picture: Picture) -> Iterator[Hit]:
    found = [box for rendition in picture.renditions for box in rendition.faces]
    for sighting in dossier.seen(picture.original.digest).sightings:
        face = sighting.face.box
        if picture.recipe.covers_up(face) and any(face.same_face_as(box) for box in found):
            yield _hit(dossier, Found.SEEN_AGAIN, sighting)


def _hit(dossier: Dossier, outcome: Found, sighting: Sighting) -> Hit:
    return Hit(outcome, sighting.id, dossier.place(sighting), ways_to_hide(sighting))


_FACE = frozenset({"picture", "face"})
check = Check(
    name="face_left_after_covering",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_FINISHED: frozenset({"picture", "channel"}),
        Found.NOT_COVERED: _FACE,
        Found.SEEN_AGAIN: _FACE,
    },
    applies=frozenset({Applies.DRAFT}),
)
