"""Somebody else may know a password and a telephone's secret: that way back in ends at once."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.people.sign_in import end_sessions
from gatekeeper.domain.people import Duty, Person
from gatekeeper.ports import UnitOfWork


def shut_out(uow: UnitOfWork, actor: Actor, person_id: str) -> Person:
    """End a person's way back in and every session: one's own, or anybody's for the headteacher.

    It needs no key of the person's to end. It takes trust away, so it asks for no step-up.

    Raises:
        NotAllowed: somebody else's, and not the headteacher.
        NotFound: nobody active is called that.
    """
    if person_id != actor.id:
        actor.require(uow, Duty.ENROL)
    person = active_person(uow, person_id)
    close_way_back(uow, actor.id, person.id)
    end_sessions(uow, person.id)
    uow.ledger.append("person.shut_out", actor=actor.id, subject=person.id)
    return person


def close_way_back(uow: UnitOfWork, actor_id: str, person: str) -> None:
    """End the way back in of a person (id), if there is one, and one that waits to be confirmed."""
    kept = uow.recoveries.get(person)
    if kept is None or kept.ended_at is not None:
        return
    ended = replace(kept, ended_at=uow.now, waits=None)
    uow.recoveries.put(ended, seen=uow.recoveries.version(person))
    uow.ledger.append("recovery.ended", actor=actor_id, subject=person)
