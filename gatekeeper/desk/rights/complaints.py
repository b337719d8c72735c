"""Complaints about data: received, acknowledged, answered, each with its day.

Their words are the school's own record and stay when a child is erased, so they name no child.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.domain.complaint import Complaint
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Received:
    """Who complains of what, and on which day it came."""

    received_on: date
    said_by: str
    words: str
    about: str = ""
    """The post's id, if it is about one."""


def record_complaint(uow: UnitOfWork, actor: Actor, command: Received) -> Complaint:
    """Write a complaint down; its thirty days run from the day on which it came.

    Raises:
        NotAllowed: neither DPO nor headteacher.
        UsageError: nobody or nothing is named, or the day lies ahead.
        NotFound: there is no such post.
    """
    actor.require(uow, Duty.KEEP_COMPLAINTS)
    if not (command.said_by.strip() and command.words.strip()):
        raise UsageError("Say who complains, and of what.")
    _not_ahead(uow, command.received_on)
    if command.about and uow.posts.get(command.about) is None:
        raise NotFound("There is no such post.", "Choose one of the list, or none.")
    complaint = Complaint(
        id=uow.mint(),
        received_on=command.received_on,
        said_by=command.said_by.strip(),
        words=command.words.strip(),
        recorded_at=uow.now,
        recorded_by=actor.id,
        about=command.about,
    )
    uow.complaints.put(complaint)
    uow.ledger.append("complaint.received", actor=actor.id, subject=complaint.id)
    return complaint


def acknowledge_complaint(uow: UnitOfWork, actor: Actor, complaint: str, on: date) -> Complaint:
    """Write down that the sender was told that it came.

    Raises:
        NotAllowed: neither DPO nor headteacher.
        NotFound: there is no such complaint to acknowledge.
        UsageError: the day lies ahead, or before the complaint.
    """
    found = _open(uow, actor, complaint)
    if found.acknowledged_on is not None:
        raise NotFound("This complaint was acknowledged already.", "Answer it.")
    _fits(uow, found, on)
    after = replace(found, acknowledged_on=on)
    uow.complaints.put(after, seen=uow.complaints.version(found.id))
    uow.ledger.append("complaint.acknowledged", actor=actor.id, subject=found.id)
    return after


def answer_complaint(
    uow: UnitOfWork, actor: Actor, complaint: str, on: date, answer: str
) -> Complaint:
    """Write down what the sender was answered.

    Raises:
        NotAllowed: neither DPO nor headteacher.
        NotFound: there is no such complaint, or it was answered.
        NotYet: it was not acknowledged.
        UsageError: the day cannot be, or the answer is missing.
    """
    found = _open(uow, actor, complaint)
    if found.acknowledged_on is None:
        raise NotYet("This complaint was not acknowledged.", "Acknowledge it first.")
    _fits(uow, found, on)
    if not answer.strip():
        raise UsageError("Say what was answered, in a few words.")
    after = replace(found, answered_on=on, answer=answer.strip())
    uow.complaints.put(after, seen=uow.complaints.version(found.id))
    uow.ledger.append("complaint.answered", actor=actor.id, subject=found.id)
    return after


def list_complaints(uow: UnitOfWork, actor: Actor) -> tuple[Complaint, ...]:
    """Return every complaint: those to be acknowledged, then to be answered, then the others.

    Raises:
        NotAllowed: neither DPO nor headteacher.
    """
    actor.require(uow, Duty.KEEP_COMPLAINTS)
    return tuple(sorted(uow.complaints.all(), key=_urgency))


def _urgency(complaint: Complaint) -> tuple[bool, bool, date]:
    answered = complaint.answered_on is not None
    return (answered, complaint.acknowledged_on is not None, complaint.received_on)


def _open(uow: UnitOfWork, actor: Actor, complaint: str) -> Complaint:
    actor.require(uow, Duty.KEEP_COMPLAINTS)
    found = uow.complaints.get(complaint)
    if found is None or found.answered_on is not None:
        raise NotFound("There is no such complaint to deal with.", "Look at the list again.")
    return found


def _fits(uow: UnitOfWork, complaint: Complaint, on: date) -> None:
    _not_ahead(uow, on)
    if on < max(complaint.received_on, complaint.acknowledged_on or date.min):
        raise UsageError("That day lies before what came before it.")


def _not_ahead(uow: UnitOfWork, on: date) -> None:
    if on > School.day(uow.now):
        raise UsageError("That day lies ahead.")
