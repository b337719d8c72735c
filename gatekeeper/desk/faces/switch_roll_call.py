"""The headteacher says whether rolls may be called; while not, every face is named."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.switch import Switch, Switched
from gatekeeper.errors import NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10


def roll_call_switch(uow: UnitOfWork) -> Switch | None:
    """Return the newest decision; None where nobody has taken one, and rolls may be called."""
    return uow.switches.get(Switched.ROLL_CALL)


def roll_call_on(uow: UnitOfWork) -> bool:
    """Whether rolls may be called."""
    decided = roll_call_switch(uow)
    return decided is None or decided.on


def require_roll_call(uow: UnitOfWork) -> None:
    """Stop where rolls may not be called.

    Raises:
        NotYet: the headteacher switched them off.
    """
    if not roll_call_on(uow):
        raise NotYet("The headteacher has switched roll calls off.", "Name each face.")


def switch_roll_call(uow: UnitOfWork, actor: Actor, *, on: bool, reason: str) -> Switch:
    """Switch roll calls on or off, from now on. What was answered by roll call before stays.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        UsageError: no reason was typed.
    """
    actor.require(uow, Duty.SWITCH_ROLL_CALL)
    own_key(uow, actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise UsageError("Type the reason, in a sentence.")
    switch = Switch(Switched.ROLL_CALL.value, on, reason.strip(), actor.id, uow.now)
    uow.switches.put(switch, seen=uow.switches.version(switch.id))
    what = "roll_call.on" if on else "roll_call.off"
    details = {"reason": salted(uow.secret(SCHOOL), switch.reason)}
    uow.ledger.append(what, actor=actor.id, subject=SCHOOL, details=details)
    return switch
