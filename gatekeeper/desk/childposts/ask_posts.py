"""Asking which posts show a child. It takes a reason, and the ledger tells who asked.

Whoever asked has the lists for a working day; somebody else asks for themselves. The lists are made
of what was seen, never of permissions, so they are the same whatever stands against a child.
"""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.showing.known_out import known_out, lists_of
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.child_posts import ASKED_FOR, Asking, ThreeLists
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.register import Pupil
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10


class NotAsked(NotYet):
    """Nobody sees which posts show a child without having said why."""

    remedy = "Say why you ask: on the child's page, or `gatekeeper child posts PUPIL --reason`."

    def __init__(self) -> None:
        super().__init__("You have not said today why you look at this child's posts.")


@dataclass(frozen=True, slots=True)
class AskPosts:
    """Which pupil (by id), and why somebody has to know."""

    pupil: str
    reason: str


def ask_posts(uow: UnitOfWork, actor: Actor, command: AskPosts) -> Asking:
    """Ask, and tell the ledger by the child's id.

    Raises:
        NotAllowed: neither DSL nor office nor DPO.
        NotFound: the child is not on the register.
        UsageError: no reason was typed.
    """
    child = find_child(uow, actor, command.pupil)
    reason = command.reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise UsageError("Say why you have to know, in a sentence.")
    asking = Asking(uow.mint(), child.id, actor.id, uow.now, reason)
    uow.askings.put(asking)
    details = {"reason": salted(uow.secret(SCHOOL), reason)}
    uow.ledger.append("child.posts_asked", actor=actor.id, subject=child.id, details=details)
    return asking


def asked_today(uow: UnitOfWork, actor: Actor, pupil: str) -> bool:
    """Whether this person said why within the last working day.

    Raises:
        NotAllowed: neither DSL nor office nor DPO. NotFound: the child is not on the register.
    """
    find_child(uow, actor, pupil)
    mine = (asking for asking in uow.askings.of(pupil) if asking.by == actor.id)
    return any(uow.now - asking.at < ASKED_FOR for asking in mine)


def child_posts(uow: UnitOfWork, actor: Actor, pupil: str) -> ThreeLists:
    """Return the three lists of a child.

    Raises:
        NotAllowed: neither DSL nor office nor DPO; NotAsked: without having said why.
        NotFound: the child is not on the register.
    """
    child = find_child(uow, actor, pupil)
    if not asked_today(uow, actor, pupil):
        raise NotAsked
    return lists_of(uow, child, known_out(uow))


def find_child(uow: UnitOfWork, actor: Actor, pupil: str) -> Pupil:
    """Return the child, for whoever may ask.

    Raises:
        NotAllowed: neither DSL nor office nor DPO. NotFound: the child is not on the register.
    """
    actor.require(uow, Duty.CHILD_POSTS)
    child = uow.pupils.get(pupil)
    if child is None:
        raise NotFound("This child is not on the register.", "Look for the name again.")
    return child
