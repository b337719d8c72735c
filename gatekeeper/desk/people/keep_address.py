"""Where somebody gets notices by e-mail; an empty address is none."""

from __future__ import annotations

import re
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.people import Duty, Person
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork

ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,253}")
"""One plain address; nothing with which a header could be ended and another begun."""


def keep_address(uow: UnitOfWork, actor: Actor, person_id: str, address: str) -> Person:
    """Put the address of a person on record: one's own, or anybody's for the headteacher.

    Raises:
        NotAllowed: somebody else's, and not the headteacher.
        NotFound: there is no such person.
        UsageError: this is no address.
    """
    if actor.id != person_id or actor.person.ended_at is not None:
        actor.require(uow, Duty.ENROL)
    person = uow.people.get(person_id)
    if person is None or person.ended_at is not None:
        raise NotFound("There is nobody like that here.")
    clean = address.strip()
    if clean and not ADDRESS.fullmatch(clean):
        raise UsageError(f"{clean!r} is no e-mail address.", "Write it as name@school.sch.uk.")
    if clean == person.email:
        return person
    kept = replace(person, email=clean)
    uow.people.put(kept, seen=uow.people.version(person.id))
    uow.ledger.append("person.address_kept", actor=actor.id, subject=person.id)
    return kept
