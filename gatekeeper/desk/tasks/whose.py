"""Whose a task is: by a duty, by name, or by having made the post that it is about."""

from __future__ import annotations

from collections.abc import Mapping

from gatekeeper.desk.people.checks_account import who_checks
from gatekeeper.desk.publishing.break_glass import LEADS, broke_glass
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.ports import UnitOfWork

WHOSE: Mapping[TaskKind, frozenset[Duty]] = {
    TaskKind.PROVE_COMMENTS: frozenset({Duty.RELEASE}),
    TaskKind.SAY_OUTCOME: frozenset({Duty.RELEASE}),
    TaskKind.CLOSE_COMMENTS: frozenset({Duty.RELEASE, Duty.TAKE_DOWN}),
    TaskKind.TAKE_DOWN: frozenset({Duty.TAKE_DOWN}),
    TaskKind.DELETE_FROM_GALLERY: frozenset({Duty.RELEASE}),
    TaskKind.LOOK_AGAIN: frozenset({Duty.SUBMIT}),
    TaskKind.CHECK_ACCOUNT: frozenset({Duty.ENROL}),
    TaskKind.READY: frozenset({Duty.RELEASE}),
    TaskKind.READ_NOTICE: frozenset({Duty.APPROVE, Duty.HOLD}),
    TaskKind.SEE_GLASS: frozenset(LEADS),
    TaskKind.SEE_INCIDENT: frozenset({Duty.DECIDE_INCIDENTS}),
    TaskKind.SEE_GONE: frozenset({Duty.TAKE_DOWN}),
    TaskKind.WORK_THROUGH: frozenset({Duty.AUDIT}),
    TaskKind.SEARCH_PUBLISHED: frozenset({Duty.HOLD}),
    TaskKind.COMPARE: frozenset({Duty.RECONCILE}),
    TaskKind.SEE_LIVE: frozenset({Duty.RECONCILE}),
}
"""Who has one of these sees to it, unless the task is somebody's own."""


def owner_of(uow: UnitOfWork, task: Task) -> Person | None:
    """Return whose own a task is, while that person works here; None where it is a duty's."""
    owner = uow.people.get(task.owner) if task.owner else None
    return owner if owner is not None and owner.ended_at is None else None


def is_theirs(uow: UnitOfWork, person: Person, task: Task) -> bool:
    """Whether this person has to do a task: never one that asks whether it was that person."""
    if (owner := owner_of(uow, task)) is not None:
        return owner.id == person.id
    if task.kind is TaskKind.CHECK_ACCOUNT:
        return person.id in {one.id for one in who_checks(uow, task.subject)}
    duties = WHOSE[task.kind]
    if any(person.may(duty) for duty in duties):
        return True
    if Duty.RELEASE in duties and broke_glass(uow, person.id):
        return True
    return task.kind is TaskKind.LOOK_AGAIN and _made(uow, person, task.subject)


def _made(uow: UnitOfWork, person: Person, post: str) -> bool:
    version = uow.posts.get(post)
    return version is not None and person.id in version.authors
