"""What is sealed to the DSLs: who they are today, and the key with which one of them reads."""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.people import Duty, Person
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import Signer, UnitOfWork


def as_dsl(uow: UnitOfWork, actor: Actor, duty: Duty) -> Signer:
    """Return the unlocked key of a DSL, to which reasons and concerns are sealed.

    Raises:
        NotAllowed: without the duty, without a fresh step-up, or with a key that was enrolled
            before its holder was a DSL.
    """
    actor.require(uow, duty)
    if not own_key(uow, actor).sealing:
        raise NotAllowed(
            "Your key was enrolled before you were a DSL, so no reason can be sealed to it.",
            "Have the headteacher enrol a new key for you.",
        )
    return actor.stepped_up()


def active_dsls(uow: UnitOfWork) -> tuple[Person, ...]:
    """Return everybody who is DSL or deputy DSL today."""
    return tuple(person for person in uow.people.all() if person.may(Duty.HOLD))


def sealing_keys(uow: UnitOfWork, people: Iterable[Person]) -> tuple[str, ...]:
    """Return the keys, not ended, to which something for these people is sealed."""
    return tuple(k.sealing for p in people for k in open_keys(uow, p.id) if k.sealing)
