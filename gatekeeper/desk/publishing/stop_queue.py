"""The red button. While everything is stopped nothing is signed, released or fetched.

Fails shut: whether it is stopped has to be read, and what cannot be read counts as stopped.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.publishing.approvers import stands_in
from gatekeeper.desk.school import School
from gatekeeper.desk.tell import tell
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.queue_stop import QueueStop, WhyStarted, WhyStopped
from gatekeeper.errors import CouldNotCheck, NotYet
from gatekeeper.ports import Records, UnitOfWork

TOLD = (Duty.APPROVE, Duty.RELEASE, Duty.HOLD)
"""Whoever has one of these is told by e-mail."""
AGAIN = "The headteacher, or who stands in, starts it again once it is looked into."


@dataclass(frozen=True, slots=True)
class QueueState:
    """Whether everything is stopped, by whom (open stops, oldest first), or not to be read."""

    stops: tuple[QueueStop, ...] = ()
    readable: bool = True

    @property
    def stopped(self) -> bool:
        """Whether nothing may go out now."""
        return bool(self.stops) or not self.readable


def queue_state(records: Records) -> QueueState:
    """Return whether everything is stopped; whatever goes wrong in reading it, it is."""
    try:
        with records.read() as uow:
            return QueueState(open_stops(uow))
    except Exception:  # noqa: BLE001 - what cannot be read counts as stopped
        return QueueState(readable=False)


def open_stops(uow: UnitOfWork) -> tuple[QueueStop, ...]:
    """Return every stop after which nobody started it again."""
    return tuple(item for item in uow.queue_stops.all() if item.started_at is None)


def require_running(uow: UnitOfWork) -> None:
    """Stop unless nobody pressed the red button.

    Raises:
        NotYet: somebody did.
        CouldNotCheck: it cannot be read whether somebody did.
    """
    try:
        stopped = bool(open_stops(uow))
    except Exception as error:
        message = "It cannot be read whether everything is stopped, so it counts as stopped."
        raise CouldNotCheck(message) from error
    if stopped:
        message = "Everything is stopped: nothing is signed, released or fetched."
        raise NotYet(message, AGAIN)


def stop_queue(uow: UnitOfWork, actor: Actor, why: WhyStopped, words: str = "") -> QueueStop:
    """Stop everything at once. A second person's stop is kept beside the first; leaders are told.

    Raises:
        NotAllowed: nobody who works here any more.
    """
    actor.require(uow, Duty.STOP_QUEUE)
    item = QueueStop(uow.mint(), actor.id, uow.now, why, words.strip())
    uow.queue_stops.put(item)
    uow.ledger.append(
        "queue.stopped", actor=actor.id, subject=SCHOOL, details={"stop": item.id, "why": why.value}
    )
    told = {p.id for p in uow.people.all() if any(p.may(duty) for duty in TOLD)}
    tell(uow, NoticeKind.STOPPED, told - {actor.id}, item.id)
    return item


def start_queue(
    uow: UnitOfWork, school: School, actor: Actor, why: WhyStarted
) -> tuple[QueueStop, ...]:
    """Let everything go on: every stop that stands ends, and the ledger says which.

    Raises:
        NotAllowed: neither the headteacher nor who stands in today.
        NotYet: nothing is stopped.
    """
    if not stands_in(uow, school, actor):
        actor.require(uow, Duty.APPROVE)
    standing = open_stops(uow)
    if not standing:
        raise NotYet("Nothing is stopped.", "Nothing to do.")
    ended = tuple(
        replace(item, started_at=uow.now, started_by=actor.id, started_why=why) for item in standing
    )
    for item in ended:
        uow.queue_stops.put(item, seen=uow.queue_stops.version(item.id))
        details = {"stop": item.id, "why": why.value}
        uow.ledger.append("queue.started", actor=actor.id, subject=SCHOOL, details=details)
    return ended
