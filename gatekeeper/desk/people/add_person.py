"""Adding somebody who works with gatekeeper. Until a key is enrolled the person can do nothing."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.people import Duty, Person, Role
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork


def add_person(uow: UnitOfWork, actor: Actor, name: str, roles: frozenset[Role]) -> Person:
    """Put a person on record with a set of roles.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        UsageError: no name, no role, or somebody active has this name.
    """
    actor.require(uow, Duty.ENROL)
    own_key(uow, actor)
    here = {p.name.casefold() for p in uow.people.all() if p.ended_at is None}
    clean = " ".join(name.split())
    if not clean or not roles:
        raise UsageError("A person needs a name and at least one role.")
    if clean.casefold() in here:
        raise UsageError(
            f"There is a {clean} already.", "Give one of the two a middle name or initial."
        )
    person = Person(uow.mint(), clean, roles)
    uow.people.put(person)
    details = {"roles": ",".join(sorted(roles))}
    uow.ledger.append("person.added", actor=actor.id, subject=person.id, details=details)
    return person
