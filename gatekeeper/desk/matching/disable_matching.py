"""Shutting the lock: all that was measured is destroyed, and then it is seen that it is gone.

Destroying is one transaction; its keys go when it has committed. A second one looks for each of
them. A machine that stops in between finishes at the next start, and the deed can be repeated.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import Measured, destroy, measured
from gatekeeper.desk.matching.enable_matching import current_lock, put_lock
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.biometrics import LOCK, Lock
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.ports import Records, UnitOfWork

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Destroyed:
    """How many there were of each before, and how many can be opened now: none."""

    before: Mapping[str, int]
    after: Mapping[str, int]
    lock: Lock


def disable_matching(records: Records, actor: Actor, reason: str) -> Destroyed:
    """Shut the lock, destroy every template and every suggestion, and prove it.

    Raises:
        NotAllowed: neither data protection officer nor headteacher, or without a fresh step-up.
        UsageError: no reason was typed.
        CouldNotCheck: something can still be opened; nothing is measured all the same.
    """
    with records.begin() as uow:
        gone = _destroy_all(uow, actor, reason)
    with records.begin() as uow:
        return _proved(uow, actor, gone)


def _destroy_all(uow: UnitOfWork, actor: Actor, reason: str) -> Measured:
    actor.require(uow, Duty.SHUT_LOCK)
    own_key(uow, actor)
    if len(reason.strip()) < SHORTEST_REASON:
        raise UsageError("Type the reason, in a sentence: what is destroyed cannot come back.")
    everything = measured(uow)
    destroy(uow, everything.ids)
    lock = replace(
        current_lock(uow),
        closed_at=uow.now,
        closed_by=actor.id,
        closed_reason=reason.strip(),
        proved_at=None,
    )
    put_lock(uow, actor, "matching.disabled", lock)
    details = everything.in_ledger | {"reason": salted(uow.secret(SCHOOL), reason.strip())}
    uow.ledger.append("templates.destroyed", actor=actor.id, subject=SCHOOL, details=details)
    return everything


def _proved(uow: UnitOfWork, actor: Actor, gone: Measured) -> Destroyed:
    """Read back: no shelf holds anything, and the key of each thing that was there is gone."""
    left = measured(uow)
    keys = [owner for owner in gone.ids if not uow.destroyed(owner)]
    if left.ids or keys:
        message = f"{len(set(left.ids) | set(keys))} measurements could not be destroyed."
        raise CouldNotCheck(message, "Run `gatekeeper doctor --mend`, then disable it again.")
    lock = replace(current_lock(uow), proved_at=uow.now)
    uow.locks.put(lock, seen=uow.locks.version(LOCK))
    details = left.in_ledger | {"keys": str(len(gone.ids))}
    uow.ledger.append("templates.proved_gone", actor=actor.id, subject=SCHOOL, details=details)
    return Destroyed(gone.counts, left.counts, lock)
