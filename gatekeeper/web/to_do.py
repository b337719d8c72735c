"""What somebody has to do, as the first page says it: what, until when, and the way to do it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.desk.incidents.open_incident import is_open
from gatekeeper.desk.publishing.break_glass import releases
from gatekeeper.desk.showing.known_out import known_out
from gatekeeper.desk.tasks.finish_task import LOOKED
from gatekeeper.desk.tasks.left import searched
from gatekeeper.desk.tasks.to_do import to_do
from gatekeeper.domain.child_posts import KnownOut
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.visit import Visit

IN_THE_LIST = TaskKind.TAKE_DOWN
"""Shown as one line that leads to the list of take-downs, with how many and how many are late."""
OF_A_RELEASE = frozenset({TaskKind.PROVE_COMMENTS, TaskKind.CLOSE_COMMENTS})
OF_A_GRANT = frozenset({TaskKind.SAY_OUTCOME, TaskKind.DELETE_FROM_GALLERY})
OF_A_POST = frozenset({TaskKind.LOOK_AGAIN, TaskKind.READY, TaskKind.READ_NOTICE})
ON_PUBLISH = OF_A_RELEASE | OF_A_GRANT | {TaskKind.READY}
"""What is done on the page on which a post is published, by whoever publishes."""
PLACES: Mapping[TaskKind, tuple[str, str, Duty]] = {
    TaskKind.SEE_INCIDENT: ("Open the incident", "/incidents/{subject}", Duty.KEEP_INCIDENTS),
    TaskKind.CHECK_ACCOUNT: ("Open the keys", "/keys", Duty.ENROL),
    TaskKind.SEARCH_PUBLISHED: (
        "See the posts",
        "/children/{subject}/posts",
        Duty.CHILD_POSTS,
    ),
    TaskKind.SEE_GONE: ("Open the take-downs", "/take-downs", Duty.TAKE_DOWN),
    TaskKind.SEE_GLASS: ("See who stepped in", "/glass", Duty.BREAK_GLASS),
    TaskKind.WORK_THROUGH: ("Work it through", "/audits/{subject}", Duty.AUDIT),
}
"""Where it is done or looked at: what the button says, the page, and who may open it."""


@dataclass(frozen=True, slots=True)
class ToDo:
    """One thing to do. `href` is empty where no page is the place for it."""

    task: Task
    about: str
    """The words of the post that it is about; empty where it is about none."""
    late: datetime | None
    """Since when it is overdue."""
    label: str
    href: str
    finishes: bool
    """Whether it ends by saying what came of it, as of now."""
    now: str = ""
    """What is left of it as of now, where gatekeeper can see that."""
    live: bool = False
    """Whether a post is live that shows, or may show, the child it is about."""

    @property
    def at_once(self) -> bool:
        """Whether it was due at the moment at which it was told."""
        return self.late is not None and self.late == self.task.made_at


def things_to_do(visit: Visit, uow: UnitOfWork) -> list[ToDo]:
    """Return what this visitor has to do, the worst first, but for the list of take-downs."""
    tasks = [task for task in to_do(uow, visit.actor) if task.kind is not IN_THE_LIST]
    searching = any(task.kind is TaskKind.SEARCH_PUBLISHED for task in tasks)
    known = known_out(uow) if searching else ()
    things = [_as_of_now(uow, _shown(visit, uow, task), known) for task in tasks]
    return sorted(things, key=lambda item: not item.live)


def _as_of_now(uow: UnitOfWork, item: ToDo, known: tuple[KnownOut, ...]) -> ToDo:
    """Return it with what is left: it was told at another time."""
    task = item.task
    if task.kind is TaskKind.SEE_INCIDENT:
        return replace(item, finishes=not is_open(uow, task.subject))
    if task.kind is not TaskKind.SEARCH_PUBLISHED:
        return item
    left = searched(uow, task.subject, known)
    now = left.said or "As of now nothing of it is left: say what came of it."
    return replace(item, now=now, live=bool(left.stay), finishes=not left.unseen)


def _shown(visit: Visit, uow: UnitOfWork, task: Task) -> ToDo:
    version = uow.posts.get(post) if (post := _post(uow, task)) else None
    label, href = _way(visit, uow, task, version.id if version else "")
    return ToDo(
        task=task,
        about=(version.post.words or "Pictures only") if version else "",
        late=task.due if task.due is not None and task.due <= uow.now else None,
        label=label,
        href=href,
        finishes=task.kind in LOOKED,
    )


def _post(uow: UnitOfWork, task: Task) -> str:
    """Return the id of the post that a task is about; empty where it is about none."""
    if task.kind in OF_A_RELEASE:
        item = uow.published.get(task.subject)
        return item.post if item is not None else ""
    if task.kind in OF_A_GRANT:
        grant = uow.grants.get(task.subject)
        return grant.post if grant is not None else ""
    return task.subject if task.kind in OF_A_POST else ""


def _way(visit: Visit, uow: UnitOfWork, task: Task, post: str) -> tuple[str, str]:
    """Return what the button says and where it leads; nothing where there is no page for it."""
    if post and task.kind in ON_PUBLISH and releases(uow, visit.actor):
        return "Open “Publish”", f"/posts/{post}/publish"
    if post and visit.may(Duty.RECALL):
        return "Open the post", f"/posts/{post}"
    if post:
        return "Have it taken down by an incident", f"/incidents?post={post}"
    label, href, duty = PLACES.get(task.kind, ("", "", Duty.FINISH_TASK))
    return (label, href.format(subject=task.subject)) if visit.may(duty) else ("", "")
