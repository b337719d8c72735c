"""Tests of saying that a task is done."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.desk.tasks.finish_task import LOOKED, OWN_STEP, finish_task
from gatekeeper.desk.tasks.whose import WHOSE
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.opened_school import OpenedSchool

SEES_TO = {
    TaskKind.READY: "deputy",
    TaskKind.CHECK_ACCOUNT: "head",
    TaskKind.READ_NOTICE: "dsl",
    TaskKind.SEE_INCIDENT: "dpo",
    TaskKind.SEARCH_PUBLISHED: "dsl",
}
"""Who does it in these tests; the deputy else."""


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    with school.begin() as uow:
        for kind in TaskKind:
            uow.tasks.put(Task(kind.name, kind, "subject", "Do it.", uow.now))
    return school


def finish(school: OpenedSchool, task: str, outcome: str = "Looked.", who: str = "") -> Task:
    sees_to = {kind.name: name for kind, name in SEES_TO.items()}
    actor = school.actor(who or sees_to.get(task, "deputy"))
    with school.begin() as uow:
        return finish_task(uow, actor, task, outcome)


@pytest.mark.parametrize("kind", sorted(LOOKED))
def test_who_looked_and_what_came_of_it_is_on_record(school: OpenedSchool, kind: TaskKind) -> None:
    done = finish(school, kind.name, " It stays. ")
    by = school.people[SEES_TO.get(kind, "deputy")].id
    assert (done.done_by, done.outcome) == (by, "It stays.")
    with school.begin() as uow:
        assert uow.tasks.get(kind.name) == done
        assert sum(task.done_at is None for task in uow.tasks.all()) == len(TaskKind) - 1
    entry = school.ledger()[-1]
    assert (entry.what, entry.actor, entry.subject) == ("task.done", done.done_by, kind.name)


@pytest.mark.parametrize("kind", sorted(OWN_STEP))
def test_what_has_a_step_of_its_own_is_not_talked_away(
    school: OpenedSchool, kind: TaskKind
) -> None:
    with pytest.raises(UsageError, match="own step") as caught:
        finish(school, kind.name)
    assert OWN_STEP[kind] in caught.value.remedy


def test_every_kind_is_closed_by_somebody() -> None:
    assert LOOKED | set(OWN_STEP) == set(TaskKind) == set(WHOSE)


def test_a_task_is_done_once(school: OpenedSchool) -> None:
    finish(school, "LOOK_AGAIN")
    for task in ("LOOK_AGAIN", "nothing"):
        with pytest.raises(NotFound):
            finish(school, task)


def test_the_outcome_is_said(school: OpenedSchool) -> None:
    with pytest.raises(UsageError, match="what came of it"):
        finish(school, "LOOK_AGAIN", "  ")


def test_a_governor_finishes_nothing(school: OpenedSchool) -> None:
    with pytest.raises(NotAllowed, match="task is done"):
        finish(school, "LOOK_AGAIN", who="governor")


@pytest.mark.parametrize("kind", sorted(TaskKind))
def test_nobody_finishes_what_is_another_s_to_see_to(school: OpenedSchool, kind: TaskKind) -> None:
    with pytest.raises(NotAllowed, match="This task is not"):
        finish(school, kind.name, who="teacher")


@pytest.mark.parametrize(("subject", "checks"), [("deputy", "head"), ("head", "dsl")])
def test_nobody_says_that_it_was_really_oneself(
    school: OpenedSchool, subject: str, checks: str
) -> None:
    about = school.actor(subject).id
    with school.begin() as uow:
        alarm = uow.tasks.get("CHECK_ACCOUNT")
        assert alarm is not None
        uow.tasks.put(replace(alarm, subject=about), seen=uow.tasks.version(alarm.id))
    with pytest.raises(NotAllowed, match="really you"):
        finish(school, "CHECK_ACCOUNT", "Yes, it was me.", who=subject)
    with pytest.raises(NotAllowed):
        finish(school, "CHECK_ACCOUNT", who="office")
    done = finish(school, "CHECK_ACCOUNT", "I rang: it was.", who=checks)
    assert done.done_by == school.actor(checks).id
