"""Putting on record that somebody has read, or signed, the acceptable use policy (clause O13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from gatekeeper.checks.aup_not_signed import check
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.rules import RuleBook
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from gatekeeper.ports import UnitOfWork


def record_aup(
    uow: UnitOfWork,
    actor: Actor,
    person_id: str,
    *,
    read: date | None = None,
    signed: date | None = None,
) -> Person:
    """Write down the day on which somebody read the policy, signed it, or both.

    Raises:
        NotAllowed: neither leadership nor DSL.
        NotFound: there is no such person, or nobody any more.
        UsageError: no day was given, or one that lies ahead.
    """
    actor.require(uow, Duty.KEEP_CHANNELS)
    person = uow.people.get(person_id)
    if person is None or person.ended_at is not None:
        raise NotFound("There is nobody here of that id.", "List them: `gatekeeper people list`.")
    given = [day for day in (read, signed) if day is not None]
    if not given:
        raise UsageError("Say on which day it was read or signed.")
    if max(given) > School.day(uow.now):
        raise UsageError("That day lies ahead; enter it when it is done.")
    told = replace(
        person,
        aup_read=read or person.aup_read,
        social_media_aup_signed=signed or person.social_media_aup_signed,
    )
    uow.people.put(told, seen=uow.people.version(person.id))
    details = {"read": str(read or ""), "signed": str(signed or "")}
    uow.ledger.append("aup.recorded", actor=actor.id, subject=person.id, details=details)
    return told


def require_signed(uow: UnitOfWork, book: RuleBook, actor: Actor) -> None:
    """Stop unless whoever uploads has signed within the days that the rule book says.

    Raises:
        NotAllowed: it was never signed, or too long ago.
    """
    person = uow.people.get(actor.id)
    signed = person.social_media_aup_signed if person else None
    days = min(rule.params.days for rule in book.rules if rule.check.name == check.name)
    if signed is None or (School.day(uow.now) - signed).days > days:
        message = f"{actor.person.name} has not signed the policy for social media lately."
        raise NotAllowed(message, "Sign it, and have the day recorded: `gatekeeper people aup`.")
