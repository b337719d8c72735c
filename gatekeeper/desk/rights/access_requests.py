"""Requests for what is kept about a child: received, decided by a DSL, made, answered, each dated.

A DSL decides about every request, whether the DSLs keep anything about that child or not, so that
being asked tells nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.access_request import FIRST, AccessRequest, months_after
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Came:
    """About which child (id), on which day, from whom, and how it was seen that they may ask."""

    pupil: str
    received_on: date
    said_by: str
    how_known: str


def receive_request(uow: UnitOfWork, actor: Actor, command: Came) -> AccessRequest:
    """Write a request down; its month runs from the day on which it came.

    Raises:
        NotAllowed: not the DPO.
        NotFound: the child is not on the register.
        UsageError: it is not said who asked or how that is known, or the day lies ahead.
    """
    actor.require(uow, Duty.ANSWER_ACCESS)
    if uow.pupils.get(command.pupil) is None:
        raise NotFound("This child is not on the register.", "Look for the name again.")
    if not command.said_by.strip() or len(command.how_known.strip()) < SHORTEST_REASON:
        raise UsageError("Say who asked, and how you know that they may, in a sentence.")
    _not_ahead(uow, command.received_on)
    request = AccessRequest(
        id=uow.mint(),
        pupil=command.pupil,
        received_on=command.received_on,
        said_by=command.said_by.strip(),
        how_known=command.how_known.strip(),
        recorded_at=uow.now,
        recorded_by=actor.id,
    )
    uow.access_requests.put(request)
    uow.ledger.append(
        "access.received", actor=actor.id, subject=request.id, details={"pupil": request.pupil}
    )
    return request


def extend_request(
    uow: UnitOfWork, actor: Actor, request: str, on: date, why: str
) -> AccessRequest:
    """Write down that the sender was told, on a day of the first month, that it takes two more.

    Raises:
        NotAllowed: not the DPO.
        NotFound: there is no such open request, or it was extended.
        NotYet: the first month was over on that day.
        UsageError: no reason was typed, or the day cannot be.
    """
    found = _open(uow, actor, request)
    if found.extended_on is not None:
        raise NotFound("This request was extended already.", f"Answer it by {found.due}.")
    _fits(uow, found, on)
    if on > months_after(found.received_on, FIRST):
        raise NotYet("The first month is over, so it can be extended no more.", "Answer it now.")
    if len(why.strip()) < SHORTEST_REASON:
        raise UsageError("Type what the sender was told why it takes longer, in a sentence.")
    return _put(
        uow, actor, "access.extended", replace(found, extended_on=on, extended_why=why.strip())
    )


def decide_request(uow: UnitOfWork, actor: Actor, request: str, given: str) -> AccessRequest:
    """Decide as a DSL what may be given of what only DSLs keep: these words, or nothing.

    Raises:
        NotAllowed: not a DSL, or without a fresh step-up.
        NotFound: there is no such open request.
        NotYet: the file was made already.
    """
    actor.require(uow, Duty.HOLD)
    own_key(uow, actor)
    found = _found(uow, request)
    if found.made_at is not None:
        raise NotYet("The file was made already.", "Tell the data protection officer.")
    after = replace(found, decided_at=uow.now, decided_by=actor.id, given=given.strip())
    return _put(uow, actor, "access.decided", after)


def close_request(
    uow: UnitOfWork, actor: Actor, request: str, on: date, refused_why: str = ""
) -> AccessRequest:
    """Write down the day on which it was answered: with the file, or with a no and its reason.

    Raises:
        NotAllowed: not the DPO.
        NotFound: there is no such open request.
        NotYet: neither was the file made nor a reason typed.
        UsageError: the day cannot be.
    """
    found = _open(uow, actor, request)
    if found.made_at is None and len(refused_why.strip()) < SHORTEST_REASON:
        raise NotYet(
            "The file was not made.", "Make it; or type why nothing is given, in a sentence."
        )
    _fits(uow, found, on)
    after = replace(found, answered_on=on, refused_why=refused_why.strip())
    return _put(uow, actor, "access.closed", after)


def list_requests(uow: UnitOfWork, actor: Actor) -> tuple[AccessRequest, ...]:
    """Return every request: the open ones, the most urgent first, then the others.

    Raises:
        NotAllowed: not the DPO.
    """
    actor.require(uow, Duty.ANSWER_ACCESS)
    every = uow.access_requests.all()
    return tuple(sorted(every, key=lambda item: (item.answered_on is not None, item.due)))


def undecided_requests(uow: UnitOfWork, actor: Actor) -> tuple[AccessRequest, ...]:
    """Return what waits for a DSL's decision; nothing for anybody else."""
    person = uow.people.get(actor.id)
    if person is None or not person.may(Duty.HOLD):
        return ()
    open_ones = (item for item in uow.access_requests.all() if item.answered_on is None)
    return tuple(item for item in open_ones if item.decided_at is None)


def decided_request(uow: UnitOfWork, actor: Actor, request: str) -> AccessRequest:
    """Return an open request about which a DSL has decided, so that its file may be made.

    Raises:
        NotAllowed: not the DPO.
        NotFound: there is no such open request.
        NotYet: no DSL has decided.
    """
    found = _open(uow, actor, request)
    if found.decided_at is None:
        raise NotYet(
            "No DSL has decided yet what may be given of what only they keep.",
            "Ask a DSL: it waits in their room. It is asked about every child.",
        )
    return found


def _open(uow: UnitOfWork, actor: Actor, request: str) -> AccessRequest:
    actor.require(uow, Duty.ANSWER_ACCESS)
    return _found(uow, request)


def _found(uow: UnitOfWork, request: str) -> AccessRequest:
    found = uow.access_requests.get(request)
    if found is None or found.answered_on is not None:
        raise NotFound("There is no such request to deal with.", "Look at the list again.")
    return found


def _put(uow: UnitOfWork, actor: Actor, what: str, after: AccessRequest) -> AccessRequest:
    uow.access_requests.put(after, seen=uow.access_requests.version(after.id))
    uow.ledger.append(what, actor=actor.id, subject=after.id)
    return after


def _fits(uow: UnitOfWork, request: AccessRequest, on: date) -> None:
    _not_ahead(uow, on)
    if on < request.received_on:
        raise UsageError("That day lies before the request came.")


def _not_ahead(uow: UnitOfWork, on: date) -> None:
    if on > School.day(uow.now):
        raise UsageError("That day lies ahead.")
