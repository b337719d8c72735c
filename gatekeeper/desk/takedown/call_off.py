"""Taking back that a post is to come down, as long as it is not down: a slip of the finger."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.takedown.standing import take_down_of
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import TaskKind
from gatekeeper.errors import NotYet
from gatekeeper.ports import UnitOfWork


def call_off(uow: UnitOfWork, actor: Actor, of: str) -> None:
    """Take a post off the take-down list; one that is not on it is fine.

    Only the task that was made with the order ends: a recall's or a release's stands.

    Raises:
        NotAllowed: not one of the desk's roles. NotYet: it is down already.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    item = take_down_of(uow, of)
    if item is None:
        return
    if item.done_at is not None:
        raise NotYet("It was taken down already.", "See that it is gone: the list says how.")
    off = replace(item, called_off_at=uow.now)
    uow.take_downs.put(off, seen=uow.take_downs.version(item.id))
    mine = (TaskKind.TAKE_DOWN, of, item.asked_at, None)
    for task in uow.tasks.all():
        if (task.kind, task.subject, task.made_at, task.done_at) == mine:
            done = replace(task, done_at=uow.now, done_by=actor.id, outcome="called off")
            uow.tasks.put(done, seen=uow.tasks.version(task.id))
    details = {"take_down": item.id, "channel": item.channel.value}
    uow.ledger.append("take_down.called_off", actor=actor.id, subject=of, details=details)
