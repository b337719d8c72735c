"""Somebody leaves: the person, the keys and any appointment as a stand-in end together."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.appoint_stand_in import close as close_stand_in
from gatekeeper.desk.people.end_key import close, stays_open
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.desk.people.shut_out import close_way_back
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.people import Duty, Person
from gatekeeper.ports import UnitOfWork


def end_person(uow: UnitOfWork, actor: Actor, person_id: str) -> Person:
    """End a person; what she or he did stays on record under the id.

    Raises:
        NotAllowed: not the headteacher, without a fresh step-up, or the last headteacher.
        NotFound: nobody active is called that.
    """
    actor.require(uow, Duty.ENROL)
    own_key(uow, actor)
    person = active_person(uow, person_id)
    stays_open(uow, person.id)
    for key in open_keys(uow, person.id):
        close(uow, actor.id, key)
    close_way_back(uow, actor.id, person.id)
    for stand_in in uow.stand_ins.all():
        if stand_in.person == person.id and stand_in.ended_at is None:
            close_stand_in(uow, actor.id, stand_in)
    ended = replace(person, ended_at=uow.now)
    uow.people.put(ended, seen=uow.people.version(person.id))
    uow.ledger.append("person.ended", actor=actor.id, subject=person.id)
    return ended
