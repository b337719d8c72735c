"""One small picture of each pupil for the naming grid; nothing is measured to make or to use it.

It is kept with the lock open or shut, unless the data protection officer has switched it off, and
goes on the day of leaving.
"""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import destroy, destroy_leavers_once_a_day
from gatekeeper.desk.matching.enable_matching import current_lock, put_lock
from gatekeeper.desk.school import School
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.biometrics import ReferencePicture
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import Pupil
from gatekeeper.errors import NotFound, NotYet
from gatekeeper.ports import FaceMatcher, Records, UnitOfWork


def keep_reference_picture(
    records: Records, matcher: FaceMatcher, actor: Actor, pupil: str, data: bytes
) -> ReferencePicture:
    """Make the small picture out of a good one and keep it in place of the one before.

    Raises:
        NotAllowed: neither office, leadership nor DPO.
        NotFound: the child is not on the roll.
        NotYet: small pictures are switched off.
        PictureRefused: no face, two faces, too small, blurred or turned away.
    """
    with records.begin() as uow:
        _allowed(uow, actor, pupil)
    small = matcher.reference(data)
    with records.begin() as uow:
        return put_reference_picture(uow, actor, _allowed(uow, actor, pupil), small)


def _allowed(uow: UnitOfWork, actor: Actor, pupil: str) -> Pupil:
    actor.require(uow, Duty.KEEP_BIOMETRICS)
    destroy_leavers_once_a_day(uow)
    if not current_lock(uow).reference_pictures:
        raise NotYet(
            "The data protection officer has switched small pictures off.",
            "Name children without them, or ask for `gatekeeper biometrics pictures on`.",
        )
    return child_on_roll(uow, pupil)


def child_on_roll(uow: UnitOfWork, pupil: str) -> Pupil:
    """Return a child who has not left.

    Raises:
        NotFound: there is no such child on the roll.
    """
    child = uow.pupils.get(pupil)
    if child is None or (child.left_on is not None and child.left_on <= School.day(uow.now)):
        raise NotFound("This child is not on the roll.", "Import the register first.")
    return child


def put_reference_picture(
    uow: UnitOfWork, actor: Actor, pupil: Pupil, small: bytes
) -> ReferencePicture:
    """Put a small picture (JPEG) on record; the one before is destroyed."""
    destroy(uow, [item.id for item in uow.reference_pictures.all() if item.pupil == pupil.id])
    picture_id = uow.mint()
    digest = uow.blobs.put(picture_id, small)
    picture = ReferencePicture(picture_id, pupil.id, digest, uow.now, actor.id)
    uow.reference_pictures.put(picture)
    uow.ledger.append("reference_picture.kept", actor=actor.id, subject=pupil.id)
    return picture


def reference_picture(uow: UnitOfWork, pupil: str) -> bytes | None:
    """Return the small picture (JPEG) of a child on the roll, or None."""
    kept = [item for item in uow.reference_pictures.all() if item.pupil == pupil]
    child = uow.pupils.get(pupil)
    left = child is None or (child.left_on is not None and child.left_on <= School.day(uow.now))
    return None if left or not kept else uow.blobs.get(kept[-1].id, kept[-1].digest)


def switch_reference_pictures(uow: UnitOfWork, actor: Actor, *, on: bool) -> int:
    """Say whether small pictures are kept; off destroys all there are, and says how many.

    Raises:
        NotAllowed: not the data protection officer, or without a fresh step-up.
    """
    actor.require(uow, Duty.OPEN_LOCK)
    own_key(uow, actor)
    kept = () if on else tuple(item.id for item in uow.reference_pictures.all())
    destroy(uow, kept)
    what = "reference_pictures.on" if on else "reference_pictures.off"
    put_lock(uow, actor, what, replace(current_lock(uow), reference_pictures=on))
    return len(kept)
