"""What the server looks after by itself: waits that are over, and yeses that lapse.

Nothing is published by it, ever. It says that a post is ready, or that its yes no longer holds; the
rest is for people. Safe to repeat, after a restart too, and by two servers at once: what it does is
read off what is on record, a lease keeps the second away, and each post is a transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta

from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.posts.void import void
from gatekeeper.desk.publishing.release import TOO_OLD, stands
from gatekeeper.desk.publishing.sign_off import Approval
from gatekeeper.desk.publishing.waiting import lapses_at, wait_ended, waits
from gatekeeper.desk.tell import tell_makers
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.domain.stage import History, Stage, stage
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import Records, UnitOfWork

JOB = "look after waits and sign-offs"
LEASE = timedelta(minutes=2)
"""How long one round may take before another server may begin one."""
SIGNED = frozenset({Stage.APPROVED, Stage.RELEASED})
READY = "What it waited for has come. Look at it once more and publish it, or stop it."


@dataclass(frozen=True, slots=True)
class LookedAfter:
    """The posts (ids) that became ready, whose yes went, and that could not be looked after."""

    ready: tuple[str, ...] = ()
    voided: tuple[str, ...] = ()
    unjudged: tuple[str, ...] = ()


def look_after(records: Records, tools: Approval) -> LookedAfter | None:
    """Look after every post once; None when another server does it at this moment."""
    with records.begin() as uow:
        if not uow.jobs.claim(JOB, LEASE):
            return None
        posts = _in_question(uow)
    try:
        found = [(post, _one(records, tools, post)) for post in posts]
    finally:
        with records.begin() as uow:
            uow.jobs.release(JOB)
    return LookedAfter(
        ready=tuple(post for post, event in found if event == "ready"),
        voided=tuple(post for post, event in found if event == "voided"),
        unjudged=tuple(post for post, event in found if event == "unjudged"),
    )


def _in_question(uow: UnitOfWork) -> tuple[str, ...]:
    """Return the posts with a yes that are not out, and those that were said to be ready."""
    signed = {item.post for item in uow.sign_offs.all() if item.voided_at is None}
    out = {published.post for published in uow.published.all()}
    ready = {task.subject for task in _open_ready(uow)}
    return tuple(sorted(signed - out | ready))


def _open_ready(uow: UnitOfWork) -> list[Task]:
    tasks = uow.tasks.all()
    return [task for task in tasks if task.kind is TaskKind.READY and task.done_at is None]


def _one(records: Records, tools: Approval, post: str) -> str:
    """Look after one post in a transaction of its own; one that fails keeps no other waiting."""
    try:
        with records.begin() as uow:
            return _looked_after(uow, tools, history(uow, post))
    except GatekeeperError:
        return "unjudged"


def _looked_after(uow: UnitOfWork, tools: Approval, past: History) -> str:
    sign_off = past.sign_off()
    if sign_off is None or stage(past, uow.now) not in SIGNED or _on_its_way(past):
        _close(uow, past.version.id, "it is past that")
        return ""
    if uow.now >= lapses_at(uow, tools.school, past.version, sign_off):
        void(uow, SCHOOL, sign_off, (TOO_OLD,))
        _close(uow, past.version.id, "the sign-off lapsed")
        return "voided"
    if waits(uow, past.version, sign_off) is not None:
        _close(uow, past.version.id, "it waits again")
        return ""
    return _ready(uow, tools, past.version, sign_off)


def _on_its_way(past: History) -> bool:
    """Whether a tablet holds it: what becomes of that is asked first."""
    return any(grant.on_its_way for grant in past.grants)


def _ready(uow: UnitOfWork, tools: Approval, version: Version, sign_off: SignOff) -> str:
    """Say that a wait is over, once, if the yes still stands as of now."""
    ended = wait_ended(uow, version, sign_off)
    if ended is None or ended <= sign_off.at or _told(uow, sign_off):
        return ""
    standing = stands(uow, tools, version, sign_off)
    if standing.voided or standing.waits:
        return "voided" if standing.voided else ""
    uow.tasks.put(Task(uow.mint(), TaskKind.READY, version.id, READY, uow.now))
    tell_makers(uow, NoticeKind.READY, version.id, besides=SCHOOL)
    uow.ledger.append("post.ready", actor=SCHOOL, subject=version.id)
    return "ready"


def _told(uow: UnitOfWork, sign_off: SignOff) -> bool:
    """Whether it was said since the yes that it is ready, and not taken back since."""
    return any(
        task.kind is TaskKind.READY
        and task.subject == sign_off.post
        and task.made_at >= sign_off.at
        and task.done_by != SCHOOL
        for task in uow.tasks.all()
    )


def _close(uow: UnitOfWork, post: str, outcome: str) -> None:
    """Close what was said about being ready, since it is no longer so."""
    for task in [task for task in _open_ready(uow) if task.subject == post]:
        done = replace(task, done_at=uow.now, done_by=SCHOOL, outcome=outcome)
        uow.tasks.put(done, seen=uow.tasks.version(task.id))
