"""Inviting somebody to bring a passkey: a code that is used once, within two days.

The code lets a passkey be offered and nothing else: it counts when the headteacher has signed it.
"""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.people.one_time_code import code_digest, make_code
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.ways_in import Invitation
from gatekeeper.errors import GatekeeperError, NotAllowed
from gatekeeper.ports import UnitOfWork

NOUN = "invitation"


class WrongCode(NotAllowed):
    """The code is of no invitation, or of one that is spent or over; it is never said which."""

    remedy = "Look at the code again, or ask the headteacher for a new one."

    def __init__(self) -> None:
        super().__init__("This code opens nothing.")


def invite(uow: UnitOfWork, actor: Actor, person_id: str) -> str:
    """Return a one-time code for a person; an earlier one no longer counts.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        NotFound: nobody active is called that.
    """
    actor.require(uow, Duty.ENROL)
    own_key(uow, actor)
    person = active_person(uow, person_id)
    for earlier in uow.invitations.all():
        if earlier.person == person.id and earlier.ended_at is None:
            end_invitation(uow, earlier)
    code = make_code()
    uow.invitations.put(Invitation(code_digest(NOUN, code), person.id, actor.id, uow.now))
    details = {"code": code_digest(NOUN, code)}
    uow.ledger.append("invitation.made", actor=actor.id, subject=person.id, details=details)
    return code


def invited(uow: UnitOfWork, code: str) -> tuple[Invitation, Person]:
    """Return the open invitation of a code, and whom it invites.

    Raises:
        WrongCode: it opens nothing.
    """
    invitation = uow.invitations.get(code_digest(NOUN, code))
    if invitation is None or not invitation.open_at(uow.now):
        raise WrongCode
    try:
        return invitation, active_person(uow, invitation.person)
    except GatekeeperError as error:
        raise WrongCode from error


def end_invitation(uow: UnitOfWork, invitation: Invitation) -> None:
    """Write down that a code counts no more."""
    ended = replace(invitation, ended_at=uow.now)
    uow.invitations.put(ended, seen=uow.invitations.version(invitation.id))
