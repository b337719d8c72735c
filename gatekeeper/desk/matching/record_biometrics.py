"""What a family or a child says about measuring the child's face: written down, and it counts.

A no destroys what was measured in the same step. It changes no permission to be shown, and no
permission changes it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import Measured, destroy_templates
from gatekeeper.desk.school import School
from gatekeeper.domain.biometric_consent import WhyNot, why_not
from gatekeeper.domain.biometrics import FORBIDDING, BiometricKind, BiometricRecord
from gatekeeper.domain.people import Duty
from gatekeeper.domain.spelling import squash
from gatekeeper.domain.wording import listed
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class SaidOfMeasuring:
    """Which pupil (by id), what was said, by whom, on which day, and where the paper is.

    `every_parent` says of a notice that nobody else is a parent of the child (section 26 asks for
    each; section 27 says who need not be found).
    """

    pupil: str
    kind: BiometricKind
    said_by: tuple[str, ...]
    said_on: date
    paper: str = ""
    every_parent: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What stands against measuring the child now, and what was destroyed."""

    against: tuple[WhyNot, ...]
    destroyed: Measured


def record_biometrics(uow: UnitOfWork, actor: Actor, command: SaidOfMeasuring) -> Recorded:
    """Write it down; if the child may not be measured now, destroy what was measured.

    Raises:
        NotAllowed: neither office, leadership nor DPO; a no may be taken down by all staff.
        NotFound: the child is not on the register.
        NotYet: somebody agrees who was not notified.
        UsageError: nobody said it, the day lies ahead, a yes has no paper, or a notice does not say
            that it went to every parent.
    """
    forbids = command.kind in FORBIDDING
    actor.require(uow, Duty.RECORD_CONSENT if forbids else Duty.KEEP_BIOMETRICS)
    pupil = uow.pupils.get(command.pupil)
    if pupil is None:
        raise NotFound("This child is not on the register.")
    _require_whole(command, School.day(uow.now))
    _require_notified(uow, command)
    for name in command.said_by:
        uow.biometrics.put(_record(uow, actor, command, name))
    uow.ledger.append("biometrics.recorded", actor=actor.id, subject=pupil.id)
    against = why_not(pupil, uow.biometrics.of(pupil.id), School.day(uow.now))
    return Recorded(against, destroy_templates(uow, pupil.id) if against else Measured())


def _require_whole(command: SaidOfMeasuring, today: date) -> None:
    if not command.said_by or not all(map(squash, command.said_by)):
        raise UsageError("Say by name who it was.")
    if command.said_on > today and command.kind not in FORBIDDING:
        raise UsageError("The day on which it was said lies in the future.")
    if command.kind is BiometricKind.AGREED and not command.paper.strip():
        raise UsageError("A yes counts in writing alone: say where the signed form is kept.")
    if command.kind is BiometricKind.NOTIFIED and not command.every_parent:
        raise UsageError(
            "The law asks for a notice to each parent.",
            "Name every parent who can be found, then say that these are all: `--every-parent`.",
        )


def _require_notified(uow: UnitOfWork, command: SaidOfMeasuring) -> None:
    if command.kind is not BiometricKind.AGREED:
        return
    told = [r for r in uow.biometrics.of(command.pupil) if r.kind is BiometricKind.NOTIFIED]
    names = {squash(record.said_by) for record in told}
    others = [name for name in command.said_by if squash(name) not in names]
    if others:
        notified = listed([record.said_by for record in told]) or "nobody"
        raise NotYet(
            f"{listed(others)} is not among the parents who were notified ({notified}).",
            "Record the notice to every parent first, or write the name as it stands there.",
        )


def _record(uow: UnitOfWork, actor: Actor, command: SaidOfMeasuring, name: str) -> BiometricRecord:
    return BiometricRecord(
        id=uow.mint(),
        pupil=command.pupil,
        kind=command.kind,
        said_by=name.strip(),
        said_on=command.said_on,
        recorded_at=uow.now,
        recorded_by=actor.id,
        paper=command.paper.strip(),
    )
