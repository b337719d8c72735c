"""The posts of an audit that nothing was found against and that nobody may call fine either."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.audit_run import judgements
from gatekeeper.desk.audit.makers import out_as
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import Call, Judgement, LivePost, judgement_id
from gatekeeper.domain.people import Duty
from gatekeeper.domain.take_down import TakeDown, Why
from gatekeeper.errors import NotFound, Refused
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Unknown:
    """One post that could not be checked to the end, or in which nobody has said who is."""

    said: Judgement
    live: LivePost
    order: TakeDown | None
    """The newest order that it comes down."""


def unknown(uow: UnitOfWork, actor: Actor, run: str) -> tuple[Unknown, ...]:
    """Return them, what could not be checked first, then the newest first.

    Raises:
        NotAllowed: the person may not audit.
    """
    actor.require(uow, Duty.AUDIT)
    orders = newest_by_post(uow)
    return tuple(
        Unknown(said, live, orders.get(out_as(uow, live)))
        for said in judgements(uow, run)
        if not said.findings and said.call is not Call.FINE
        if (live := uow.live_posts.get(said.live)) is not None
    )


def order_unknown(uow: UnitOfWork, actor: Actor, run: str, live: str) -> TakeDown:
    """Order down a post of an audit, whatever was found: somebody looked at it where it is.

    Raises:
        NotAllowed: the person may not audit. NotFound: the audit knows no such post.
        Refused: it was a trial, or about another day.
    """
    actor.require(uow, Duty.AUDIT)
    audit, post = uow.audits.get(run), uow.live_posts.get(live)
    if audit is None or post is None or uow.judgements.get(judgement_id(run, live)) is None:
        raise NotFound("There is no such post in this audit.", "Go back to the audit.")
    if not audit.counts:
        message = "This was a trial, or is about another day: nothing is decided by it."
        raise Refused(message, "Have an audit made by the rules and permissions of today.")
    return ask_take_down(uow, actor, Ask(out_as(uow, post), why=Why.AUDIT))
