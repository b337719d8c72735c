"""Keeping something beyond its period: an order with a reason, until somebody ends it.

What bars a child moves nothing here: that a post stays would tell of it. Whoever needs a post kept,
a DSL too, says so with an order, whose reason names no ground that only DSLs may know.
"""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.retention import Stay
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10


def keep_longer(uow: UnitOfWork, actor: Actor, subject: str, reason: str) -> Stay:
    """Keep a post or complaint (its id) beyond its period.

    Raises:
        NotAllowed: neither DPO, DSL nor headteacher.
        NotFound: there is nothing of this id.
        UsageError: no reason was typed.
    """
    actor.require(uow, Duty.KEEP_LONGER)
    shelves = (uow.posts, uow.live_posts, uow.complaints)
    if all(shelf.get(subject) is None for shelf in shelves):
        raise NotFound("There is no such post or complaint.", "Look at the list again.")
    if len(reason.strip()) < SHORTEST_REASON:
        raise UsageError("Type the reason why it is kept longer, in a sentence.")
    order = Stay(uow.mint(), subject, reason.strip(), actor.id, uow.now)
    uow.stays.put(order)
    details = {"stay": order.id, "reason": salted(uow.secret(SCHOOL), order.reason)}
    uow.ledger.append("keeping.longer", actor=actor.id, subject=subject, details=details)
    return order


def end_stay(uow: UnitOfWork, actor: Actor, stay: str) -> Stay:
    """End an order, so that the period counts again.

    Raises:
        NotAllowed: neither DPO, DSL nor headteacher.
        NotFound: there is no such order that stands.
    """
    actor.require(uow, Duty.KEEP_LONGER)
    order = uow.stays.get(stay)
    if order is None or order.ended_at is not None:
        raise NotFound("There is no such order.", "Look at the list again.")
    ended = replace(order, ended_at=uow.now, ended_by=actor.id)
    uow.stays.put(ended, seen=uow.stays.version(order.id))
    uow.ledger.append(
        "keeping.ended", actor=actor.id, subject=order.subject, details={"stay": order.id}
    )
    return ended


def standing_stays(uow: UnitOfWork) -> tuple[Stay, ...]:
    """Return the orders that stand, oldest first."""
    return tuple(order for order in uow.stays.all() if order.ended_at is None)
