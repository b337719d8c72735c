"""How it stands with one child's face: may it be measured, and what is kept of it."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.enable_matching import current_lock, what_is_missing
from gatekeeper.desk.matching.reference_pictures import reference_picture
from gatekeeper.desk.school import School
from gatekeeper.domain.biometric_consent import WhyNot, why_not
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class ChildEnrolment:
    """Whether the lock is open, what stands against measuring this child, and what is kept."""

    lock_open: bool
    against: tuple[WhyNot, ...]
    enrolled: int
    small: bool
    """Whether a small picture of the child is kept."""
    small_kept: bool
    """Whether small pictures are kept here at all."""
    on_roll: bool


def child_enrolment(uow: UnitOfWork, actor: Actor, pupil_id: str) -> ChildEnrolment:
    """Return how it stands.

    Raises:
        NotAllowed: neither office, leadership nor DPO.
        NotFound: the child is not on the register.
    """
    actor.require(uow, Duty.KEEP_BIOMETRICS)
    pupil = uow.pupils.get(pupil_id)
    if pupil is None:
        raise NotFound("This child is not on the register.", "Look for the name again.")
    today = School.day(uow.now)
    return ChildEnrolment(
        lock_open=not what_is_missing(uow),
        against=why_not(pupil, uow.biometrics.of(pupil_id), today),
        enrolled=sum(item.pupil == pupil_id for item in uow.enrolments.all()),
        small=reference_picture(uow, pupil_id) is not None,
        small_kept=current_lock(uow).reference_pictures,
        on_roll=pupil.left_on is None or pupil.left_on > today,
    )
