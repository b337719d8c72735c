"""Reading the concerns that came to oneself, saying what came of one, and passing them on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.concerns.raise_concern import readers_of
from gatekeeper.desk.concerns.sealed_concern import Told, opened, seal
from gatekeeper.desk.people.sealing import as_dsl
from gatekeeper.domain.concern import Concern
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import Keyring, UnitOfWork


@dataclass(frozen=True, slots=True)
class ConcernSeen:
    """A concern as one of its readers sees it."""

    id: str
    raised_at: datetime
    told: Told
    closed: bool


def waiting_concerns(uow: UnitOfWork, actor: Actor) -> int:
    """Return how many concerns wait for this person; whom one is about is told nothing of it."""
    return sum(concern.waits_for(actor.id) for concern in uow.concerns.all())


def list_concerns(uow: UnitOfWork, actor: Actor) -> tuple[ConcernSeen, ...]:
    """Return the concerns that open with this person's key, those to be dealt with first.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
    """
    signer = as_dsl(uow, actor, Duty.READ_CONCERNS)
    seen = [
        ConcernSeen(concern.id, concern.raised_at, told, concern.closed_at is not None)
        for concern in uow.concerns.all()
        if (told := opened(concern, signer)) is not None
    ]
    return tuple(sorted(seen, key=lambda item: item.closed))


def close_concern(
    uow: UnitOfWork, actor: Actor, keyring: Keyring, concern_id: str, outcome: str
) -> Concern:
    """Write down, sealed to the same readers, what came of a concern.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
        NotFound: there is no such concern for this person to close.
        UsageError: the outcome is not said.
    """
    signer = as_dsl(uow, actor, Duty.READ_CONCERNS)
    concern = uow.concerns.get(concern_id)
    told = opened(concern, signer) if concern is not None else None
    if concern is None or told is None or concern.closed_at is not None:
        raise NotFound("There is no such concern to close.", "Look at the list again.")
    if not outcome.strip():
        raise UsageError("Say what came of it, in a few words.")
    after = replace(told, outcome=outcome.strip())
    closed = replace(_resealed(uow, keyring, concern, after), closed_at=uow.now, closed_by=actor.id)
    uow.concerns.put(closed, seen=uow.concerns.version(concern.id))
    uow.ledger.append("concern.closed", actor=SCHOOL, subject=concern.id)
    return closed


def share_concerns(uow: UnitOfWork, actor: Actor, keyring: Keyring) -> int:
    """Seal every concern that this DSL can read to the DSLs of today whom it is not about.

    Returns how many. Needed once a DSL joined or got a new key; it tells nobody.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
    """
    signer = as_dsl(uow, actor, Duty.READ_CONCERNS)
    shared = 0
    for concern in uow.concerns.all():
        told = opened(concern, signer)
        if told is not None:
            after = _resealed(uow, keyring, concern, told)
            uow.concerns.put(after, seen=uow.concerns.version(concern.id))
            shared += 1
    return shared


def _resealed(uow: UnitOfWork, keyring: Keyring, concern: Concern, told: Told) -> Concern:
    readers = readers_of(uow, told.about)
    ids = frozenset(person.id for person in readers)
    return replace(concern, readers=ids, sealed=seal(uow, keyring, told, readers))
