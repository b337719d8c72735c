"""Whose class is whose: whom a contributor may name."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.people import Duty, Person
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


def say_classes(uow: UnitOfWork, actor: Actor, person_id: str, classes: frozenset[str]) -> Person:
    """Put on record which classes are a person's own; none ends it.

    Raises:
        NotAllowed: not the headteacher.
        NotFound: there is no such person.
        UsageError: nobody on the roll is in a class of this name.
    """
    actor.require(uow, Duty.ENROL)
    person = uow.people.get(person_id)
    if person is None or person.ended_at is not None:
        raise NotFound("There is nobody like that here.")
    known = {pupil.school_class for pupil in uow.pupils.all() if pupil.left_on is None}
    if unknown := classes - known:
        raise UsageError(f"Nobody is in a class called {min(unknown)!r}.", "Check the spelling.")
    told = replace(person, classes=classes)
    uow.people.put(told, seen=uow.people.version(person.id))
    details = {"classes": str(len(classes))}
    uow.ledger.append("person.classes_said", actor=actor.id, subject=person.id, details=details)
    return told
