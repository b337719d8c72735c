"""A child gets another number in the school's office system: the same child, everything stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import Pupil
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Renumbering:
    """The MIS id until now, and the new one."""

    old: str
    new: str


def renumber_pupil(uow: UnitOfWork, actor: Actor, command: Renumbering) -> Pupil:
    """Give a child on record another MIS id; the old one goes on finding the same child.

    Consents, bars, pictures and posts hang on the child's own id, so none of them changes.

    Raises:
        NotAllowed: neither the office nor leadership.
        NotFound: no child has the old number.
        UsageError: the new one is blank, or another child's.
    """
    actor.require(uow, Duty.KEEP_REGISTER)
    pupil = uow.pupils.get(uow.pupil_id(command.old) or "")
    if pupil is None:
        raise NotFound(f"No child on record has the number {command.old}.")
    new = " ".join(command.new.split())
    if not new:
        raise UsageError("Say the new number.")
    renumbered = replace(pupil, mis_id=new)
    uow.pupils.put(renumbered, seen=uow.pupils.version(pupil.id))
    uow.ledger.append("pupil.renumbered", actor=actor.id, subject=pupil.id)
    return renumbered
