"""Raising a concern: it goes to those leaders whom it is not about, and to nobody else.

Words, sender and those it is about are sealed to the readers' own keys. The recovery key in the
safe is left out: whoever opens the safe may be whom it is about. The ledger names the school.
"""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.concerns.sealed_concern import Told, seal
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.sealing import active_dsls
from gatekeeper.domain.concern import Concern
from gatekeeper.domain.people import SCHOOL, Duty, Person
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import Keyring, UnitOfWork

SHORTEST = 10


@dataclass(frozen=True, slots=True)
class Worry:
    """What worries somebody, and which people, by id, it is about."""

    words: str
    about: frozenset[str] = frozenset()


def leaders(uow: UnitOfWork) -> tuple[Person, ...]:
    """Return everybody active whom a concern can be marked as being about: leaders and DSLs."""
    asked = (Duty.READ_CONCERNS, Duty.SUBMIT)
    return tuple(p for p in uow.people.all() if any(p.may(duty) for duty in asked))


def raise_concern(
    uow: UnitOfWork, actor: Actor, keyring: Keyring, worry: Worry
) -> tuple[Person, ...]:
    """Seal a concern to every DSL whom it is not about; return to whom it went.

    Raises:
        NotAllowed: not somebody who works here.
        UsageError: it says too little. NotFound: it is about somebody who is no leader here.
        NotYet: it is about everybody who could read it; nothing was kept.
    """
    actor.require(uow, Duty.RAISE_CONCERN)
    if len(worry.words.strip()) < SHORTEST:
        raise UsageError("Say what worries you, in a sentence.")
    if worry.about - {person.id for person in leaders(uow)}:
        raise NotFound("Somebody named there is not a leader here.", "Say it in your words.")
    readers = readers_of(uow, worry.about)
    if not readers:
        raise NotYet(
            "Nobody is left here to whom this could go, so nothing was kept.",
            "Tell the chair of governors, or ring the local authority's designated officer (LADO).",
        )
    told = Told(worry.words.strip(), actor.id, worry.about)
    ids = frozenset(person.id for person in readers)
    concern = Concern(uow.mint(), uow.now, ids, seal(uow, keyring, told, readers))
    uow.concerns.put(concern)
    uow.ledger.append("concern.raised", actor=SCHOOL, subject=concern.id)
    return readers


def readers_of(uow: UnitOfWork, about: frozenset[str]) -> tuple[Person, ...]:
    """Return the DSLs of today whom it is not about, and who have a key to read with."""
    return tuple(
        person
        for person in active_dsls(uow)
        if person.id not in about and any(key.sealing for key in open_keys(uow, person.id))
    )
