"""Adding somebody whom no detector saw: by a tap or a box, from the front or from behind."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import facts_of, picture_of
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.void import void_post
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Box, PictureFacts
from gatekeeper.domain.tap import Tap, head_at
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Unseen:
    """Somebody whom no detector saw: the picture's number, where in it, and how she was seen."""

    picture: int
    where: Box | Tap
    seen: Seen = Seen.ADDED


def add_somebody(uow: UnitOfWork, actor: Actor, post: str, unseen: Unseen) -> Sighting:
    """Add somebody whom no detector saw; everybody in the picture has to be accounted for.

    Raises:
        UsageError: the place is not inside the picture, or a tap hits a face that is known.
    """
    actor.require(uow, Duty.ANSWER)
    version = changeable(uow, post)
    picture = picture_of(version, unseen.picture)
    known = [s for s in uow.sightings.of(version.id) if s.original == picture.original.digest]
    box = _place(unseen.where, known, facts_of(uow, picture))
    number = max((sighting.number for sighting in known), default=0) + 1
    face = FoundFace(box, 0, (), unseen.seen, sharpness=0, turn=Turn.UNKNOWN)
    sighting = Sighting(
        uow.mint(), version.id, picture.original.digest, number, face, added_by=actor.id
    )
    uow.sightings.put(sighting)
    void_post(uow, actor.id, version.id, ("somebody was added to a picture",))
    uow.ledger.append(
        "face.added", actor=actor.id, subject=version.id, details={"sighting": sighting.id}
    )
    return sighting


def _place(where: Box | Tap, known: Iterable[Sighting], facts: PictureFacts | None) -> Box:
    if facts is None:
        message = "This picture was not opened yet, so nobody can be added to it."
        raise UsageError(message, "Check the post first. Nothing was changed.")
    if isinstance(where, Box):
        return _inside(where, facts)
    _inside(Box(where.x, where.y, 1, 1), facts)
    hit = [sighting.number for sighting in known if where.lies_in(sighting.face.box)]
    if hit:
        message = f"Number {hit[0]} is at this place already."
        raise UsageError(message, "Answer for it; for somebody behind it give a box, not a point.")
    return head_at(where, (s.face.box for s in known), facts.width, facts.height)


def _inside(box: Box, facts: PictureFacts) -> Box:
    if not box.lies_in(facts.width, facts.height):
        size = f"{facts.width} x {facts.height}"
        message = f"This place does not lie inside the picture, which has {size} pixels."
        raise UsageError(message, "Give a point inside it, or LEFT,TOP,WIDTH,HEIGHT of the head.")
    return box
