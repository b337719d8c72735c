"""Tests of saying that a task is done."""

from __future__ import annotations

import pytest

from gatekeeper.desk.posts.finish_task import LOOKED, OWN_STEP, finish_task
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from tests.desk.opened_school import OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    school = OpenedSchool()
    with school.begin() as uow:
        for kind in TaskKind:
            uow.tasks.put(Task(kind.name, kind, "subject", "Do it.", uow.now))
    return school


def finish(school: OpenedSchool, task: str, outcome: str = "Looked.", who: str = "teacher") -> Task:
    actor = school.actor(who)
    with school.begin() as uow:
        return finish_task(uow, actor, task, outcome)


@pytest.mark.parametrize("kind", sorted(LOOKED))
def test_who_looked_and_what_came_of_it_is_on_record(school: OpenedSchool, kind: TaskKind) -> None:
    done = finish(school, kind.name, " It stays. ")
    assert (done.done_by, done.outcome) == (school.people["teacher"].id, "It stays.")
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
    assert LOOKED | set(OWN_STEP) == set(TaskKind)


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
