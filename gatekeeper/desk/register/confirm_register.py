"""The office says that nothing has changed, which keeps the register fresh without a file."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import RegisterImport
from gatekeeper.errors import NotYet
from gatekeeper.ports import UnitOfWork

KIND = "nothing has changed"


def confirm_register(uow: UnitOfWork, actor: Actor) -> RegisterImport:
    """Write down that the register is as it should be today.

    Raises:
        NotAllowed: neither the office nor leadership.
        NotYet: nothing was ever imported, so there is nothing to confirm.
    """
    actor.require(uow, Duty.KEEP_REGISTER)
    if not uow.imports.all() or not uow.pupils.all():
        raise NotYet("There is no register yet.", "Import the register file first.")
    confirmed = RegisterImport(uow.mint(), uow.now, actor.id, KIND)
    uow.imports.put(confirmed)
    uow.ledger.append("register.confirmed", actor=actor.id, subject=confirmed.id)
    return confirmed
