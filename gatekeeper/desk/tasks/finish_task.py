"""Somebody did what was asked, and says what came of it.

Only for what a person has to look at: the other kinds are done when their own step is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.tasks.left import require_nothing_left
from gatekeeper.desk.tasks.whose import is_theirs, owner_of
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from gatekeeper.ports import UnitOfWork

LOOKED = frozenset(
    {
        TaskKind.LOOK_AGAIN,
        TaskKind.READY,
        TaskKind.SEARCH_PUBLISHED,
        TaskKind.CHECK_ACCOUNT,
        TaskKind.SEE_INCIDENT,
        TaskKind.SEE_GLASS,
        TaskKind.READ_NOTICE,
        TaskKind.COMPARE,
        TaskKind.SEE_LIVE,
    }
)
OWN_STEP: Mapping[TaskKind, str] = {
    TaskKind.PROVE_COMMENTS: "`gatekeeper prove-comments-off`",
    TaskKind.CLOSE_COMMENTS: "`gatekeeper prove-comments-off` or `gatekeeper taken-down`",
    TaskKind.TAKE_DOWN: "`gatekeeper taken-down` or `gatekeeper take-down done`",
    TaskKind.SEE_GONE: "`gatekeeper take-down gone`",
    TaskKind.DELETE_FROM_GALLERY: "`gatekeeper outcome`",
    TaskKind.WORK_THROUGH: "the audit’s own page (`gatekeeper serve`)",
    TaskKind.SAY_OUTCOME: "`gatekeeper published` or `gatekeeper outcome`",
}
"""The step that closes each kind that is more than looking."""


def finish_task(uow: UnitOfWork, actor: Actor, task_id: str, outcome: str) -> Task:
    """Close a task that asked somebody to look.

    Raises:
        NotAllowed: it is somebody else's to see to, or asks whether it was this very person.
        NotFound: there is no such task, or it is done.
        NotYet: what it asks for is not done, as far as gatekeeper can see.
        UsageError: it closes by a step of its own, or the outcome is not said.
    """
    actor.require(uow, Duty.FINISH_TASK)
    task = uow.tasks.get(task_id)
    if task is None or task.done_at is not None:
        raise NotFound("There is no such task to do.", "List them: `gatekeeper tasks`.")
    _theirs(uow, actor, task)
    if task.kind not in LOOKED:
        raise UsageError("This task closes by its own step.", f"Use {OWN_STEP[task.kind]}.")
    if not outcome.strip():
        raise UsageError("Say what came of it, in a few words.")
    require_nothing_left(uow, task, outcome.strip())
    done = replace(task, done_at=uow.now, done_by=actor.id, outcome=outcome.strip())
    uow.tasks.put(done, seen=uow.tasks.version(task.id))
    uow.ledger.append("task.done", actor=actor.id, subject=task.id)
    return done


def _theirs(uow: UnitOfWork, actor: Actor, task: Task) -> None:
    """Stop somebody from doing what another has to see with own eyes."""
    if is_theirs(uow, actor.person, task):
        return
    if (owner := owner_of(uow, task)) is not None:
        raise NotAllowed(f"This task is {owner.name}’s own.", f"Ask {owner.name} to look.")
    if (task.kind, task.subject) == (TaskKind.CHECK_ACCOUNT, actor.id):
        message = "It asks whether it was really you, so somebody else has to answer."
        raise NotAllowed(message, "The headteacher looks at it; about the headteacher, a DSL.")
    raise NotAllowed(f"This task is not {actor.person.name}’s.", "Leave it to whose duty it is.")
