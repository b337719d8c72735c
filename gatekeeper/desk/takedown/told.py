"""What every step about a take-down writes: the order, its tasks, the ledger."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.ports import UnitOfWork


def put(uow: UnitOfWork, item: TakeDown) -> None:
    """Keep an order as it stands now."""
    uow.take_downs.put(item, seen=uow.take_downs.version(item.id))


def open_tasks(uow: UnitOfWork, of: str, kinds: Collection[TaskKind]) -> Iterable[Task]:
    """Return what is still to do about a post, of these kinds."""
    return [t for t in uow.tasks.all() if t.subject == of and t.kind in kinds and not t.done_at]


def close_tasks(
    uow: UnitOfWork, by: str, of: str, kinds: Collection[TaskKind], outcome: str
) -> None:
    """Close what is still to do about a post, of these kinds."""
    for task in open_tasks(uow, of, kinds):
        done = replace(task, done_at=uow.now, done_by=by, outcome=outcome)
        uow.tasks.put(done, seen=uow.tasks.version(task.id))


def to_ledger(uow: UnitOfWork, by: str, what: str, item: TakeDown) -> None:
    """Tell the ledger, by the ids of the order and of what it is about."""
    details = {"take_down": item.id, "channel": item.channel.value}
    uow.ledger.append(what, actor=by, subject=item.of, details=details)
