"""A stand-in approver, appointed beforehand, with dates, in the headteacher's own hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.desk.school import School
from gatekeeper.desk.signature import own_key, sign
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.people import Duty, StandIn
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

NOUN = "appoint-stand-in"


@dataclass(frozen=True, slots=True)
class Appointment:
    """Who stands in, by id or name, from the first to the last day, both included."""

    person: str
    first_day: date
    last_day: date
    id: str = ""
    """Minted before, where a passkey was asked to sign it; each is used once."""


def appoint_stand_in(uow: UnitOfWork, actor: Actor, command: Appointment) -> StandIn:
    """Let somebody approve in the headteacher's place on these days.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        UsageError: days in the past or the wrong way round, or the headteacher herself.
        NotYet: the person has no key to sign with.
    """
    own_key(uow, actor)
    stand_in = _stand_in(uow, actor, command)
    signature = sign(uow, actor, NOUN, statement(stand_in))
    uow.stand_ins.put(stand_in)
    uow.ledger.append(
        "stand_in.appointed", actor=actor.id, subject=stand_in.id, details=signature.details
    )
    return stand_in


def appointment_to_sign(uow: UnitOfWork, actor: Actor, command: Appointment) -> bytes:
    """Return the statement of an appointment that has its id already.

    Raises:
        NotAllowed, UsageError, NotYet: as `appoint_stand_in`.
    """
    return canonical(NOUN, statement(_stand_in(uow, actor, command)))


def _stand_in(uow: UnitOfWork, actor: Actor, command: Appointment) -> StandIn:
    actor.require(uow, Duty.APPOINT)
    person = active_person(uow, command.person)
    if person.may(Duty.APPROVE):
        raise UsageError(f"{person.name} approves already and needs no appointment.")
    if not School.day(uow.now) <= command.first_day <= command.last_day:
        raise UsageError("A stand-in is appointed beforehand: from today on, first day first.")
    if not open_keys(uow, person.id):
        raise NotYet(f"{person.name} has no key to sign with.", "Enrol a key first.")
    return StandIn(
        command.id or uow.mint(),
        person.id,
        command.first_day,
        command.last_day,
        actor.id,
        uow.now,
    )


def statement(stand_in: StandIn) -> Mapping[str, object]:
    """Return the facts that are signed."""
    return {
        "appointment": stand_in.id,
        "person": stand_in.person,
        "first_day": stand_in.first_day,
        "last_day": stand_in.last_day,
    }


def end_stand_in(uow: UnitOfWork, actor: Actor, stand_in_id: str) -> StandIn:
    """End an appointment before its last day.

    Raises:
        NotAllowed: not the headteacher.
        NotFound: there is no such appointment, or it has ended.
    """
    actor.require(uow, Duty.APPOINT)
    stand_in = uow.stand_ins.get(stand_in_id)
    if stand_in is None or stand_in.ended_at is not None:
        raise NotFound("There is no such appointment to end.")
    return close(uow, actor.id, stand_in)


def close(uow: UnitOfWork, actor_id: str, stand_in: StandIn) -> StandIn:
    """Write down that an appointment ends now."""
    ended = replace(stand_in, ended_at=uow.now)
    uow.stand_ins.put(ended, seen=uow.stand_ins.version(stand_in.id))
    uow.ledger.append("stand_in.ended", actor=actor_id, subject=stand_in.id)
    return ended
