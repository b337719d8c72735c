"""What somebody has to do, the worst and most urgent first."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.tasks.whose import is_theirs
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.ports import UnitOfWork

WORST_FIRST = (
    TaskKind.TAKE_DOWN,
    TaskKind.SEE_INCIDENT,
    TaskKind.CHECK_ACCOUNT,
    TaskKind.CLOSE_COMMENTS,
    TaskKind.SEE_LIVE,
    TaskKind.DELETE_FROM_GALLERY,
    TaskKind.SEARCH_PUBLISHED,
    TaskKind.PROVE_COMMENTS,
    TaskKind.SEE_GONE,
    TaskKind.SAY_OUTCOME,
    TaskKind.SEE_GLASS,
    TaskKind.READY,
    TaskKind.LOOK_AGAIN,
    TaskKind.WORK_THROUGH,
    TaskKind.READ_NOTICE,
    TaskKind.COMPARE,
)


def to_do(uow: UnitOfWork, actor: Actor) -> tuple[Task, ...]:
    """Return this person's open tasks: by kind the worst first, within a kind by when it is due."""
    left = (task for task in uow.tasks.all() if task.done_at is None)
    mine = (task for task in left if is_theirs(uow, actor.person, task))
    return tuple(sorted(mine, key=_urgency))


def _urgency(task: Task) -> tuple[object, ...]:
    return (WORST_FIRST.index(task.kind), task.due or task.made_at, task.id)
