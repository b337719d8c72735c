"""Whose a task is, in which order it is shown, and to whom never."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.people.checks_account import raise_alarm, who_checks
from gatekeeper.desk.people.keep_address import keep_address
from gatekeeper.desk.posts.void import void_touched
from gatekeeper.desk.publishing.break_glass import break_glass
from gatekeeper.desk.register.holds import HoldOrder, place_hold
from gatekeeper.desk.register.withdraw_consent import Withdrawal, withdraw_consent
from gatekeeper.desk.tasks.to_do import WORST_FIRST, to_do
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import StandIn
from gatekeeper.domain.release import Task, TaskKind
from tests.desk.made_school import DAY, PEOPLE, MadeSchool
from tests.fakes.examiners import picture


def put(school: MadeSchool, kind: TaskKind, subject: str = "subject", **changes: object) -> Task:
    with school.begin() as uow:
        task = Task(uow.mint(), kind, subject, "Do it.", uow.now)
        task = replace(task, **changes)  # type: ignore[arg-type]
        uow.tasks.put(task)
    return task


def kinds(school: MadeSchool, who: str) -> list[TaskKind]:
    actor = school.actor(who)
    with school.begin() as uow:
        return [task.kind for task in to_do(uow, actor)]


def see(school: MadeSchool, kind: TaskKind) -> set[str]:
    return {who for who in PEOPLE if kind in kinds(school, who)}


def test_every_kind_has_its_place() -> None:
    assert sorted(WORST_FIRST) == sorted(TaskKind)


@pytest.mark.parametrize(
    ("kind", "who"),
    [
        (TaskKind.PROVE_COMMENTS, {"deputy"}),
        (TaskKind.SAY_OUTCOME, {"deputy"}),
        (TaskKind.CLOSE_COMMENTS, {"head", "deputy", "dsl", "office", "dpo"}),
        (TaskKind.TAKE_DOWN, {"head", "deputy", "dsl", "office", "dpo"}),
        (TaskKind.DELETE_FROM_GALLERY, {"deputy"}),
        (TaskKind.LOOK_AGAIN, {"head", "deputy"}),
        (TaskKind.CHECK_ACCOUNT, {"head"}),
        (TaskKind.READY, {"deputy"}),
        (TaskKind.READ_NOTICE, {"head", "dsl"}),
        (TaskKind.SEE_GLASS, {"head", "deputy", "dsl"}),
        (TaskKind.SEE_INCIDENT, {"head", "dpo"}),
        (TaskKind.SEE_GONE, {"head", "deputy", "dsl", "office", "dpo"}),
        (TaskKind.WORK_THROUGH, {"head", "deputy", "dsl", "dpo"}),
        (TaskKind.SEARCH_PUBLISHED, {"dsl"}),
        (TaskKind.COMPARE, {"head", "deputy", "dsl", "office", "dpo"}),
        (TaskKind.SEE_LIVE, {"head", "deputy", "dsl", "office", "dpo"}),
    ],
)
def test_a_task_is_shown_to_whose_it_is(kind: TaskKind, who: set[str]) -> None:
    school = MadeSchool()
    put(school, kind)
    assert see(school, kind) == who


def test_the_worst_stands_first_and_of_the_same_what_is_due_first() -> None:
    school = MadeSchool()
    now = school.clock.now()
    put(school, TaskKind.COMPARE, due=now - timedelta(days=9))
    late = put(school, TaskKind.PROVE_COMMENTS, due=now + timedelta(hours=2))
    soon = put(school, TaskKind.PROVE_COMMENTS, due=now + timedelta(hours=1))
    put(school, TaskKind.TAKE_DOWN)
    put(school, TaskKind.TAKE_DOWN, done_at=now)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        shown = to_do(uow, deputy)
    assert [task.kind for task in shown][::3] == [TaskKind.TAKE_DOWN, TaskKind.COMPARE]
    assert shown[1:3] == (soon, late)


def test_what_is_somebodys_own_is_shown_to_nobody_else_until_that_person_leaves() -> None:
    school = MadeSchool()
    put(school, TaskKind.SEE_GLASS, owner="dsl")
    assert see(school, TaskKind.SEE_GLASS) == {"dsl"}
    with school.begin() as uow:
        dsl = uow.people.get("dsl")
        assert dsl is not None
        uow.people.put(replace(dsl, ended_at=uow.now), seen=uow.people.version("dsl"))
    assert see(school, TaskKind.SEE_GLASS) == {"head", "deputy"}


def test_whoever_took_the_releasers_place_sees_what_the_releaser_has_to_do() -> None:
    school = MadeSchool()
    put(school, TaskKind.SAY_OUTCOME)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        break_glass(uow, dsl, "The deputy is ill.")
    assert see(school, TaskKind.SAY_OUTCOME) == {"deputy", "dsl"}


def test_whoever_made_a_post_sees_that_its_yes_no_longer_holds() -> None:
    school = MadeSchool()
    put(school, TaskKind.LOOK_AGAIN, school.write(who="office").id)
    assert see(school, TaskKind.LOOK_AGAIN) == {"head", "deputy", "office"}


# --- alarms -------------------------------------------------------------------------------


def test_an_alarm_about_the_headteacher_is_the_dsls_and_who_stands_in_today() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        uow.stand_ins.put(StandIn("s", "deputy", DAY, DAY, "head", uow.now))
        before = DAY - timedelta(days=1)
        uow.stand_ins.put(StandIn("t", "office", before, before, "head", uow.now))
    put(school, TaskKind.CHECK_ACCOUNT, "head")
    assert see(school, TaskKind.CHECK_ACCOUNT) == {"dsl", "deputy"}


def test_an_alarm_of_a_school_with_a_headteacher_alone_is_anybodys_but_hers() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        for who in ("dsl", "deputy"):
            person = uow.people.get(who)
            assert person is not None
            uow.people.put(replace(person, ended_at=uow.now), seen=uow.people.version(who))
        assert {p.id for p in who_checks(uow, "head")} == {"office", "teacher", "dpo"}


def test_an_alarm_is_mailed_to_whoever_checks_and_not_to_whose_account_it_is() -> None:
    school = MadeSchool()
    head = school.actor("head")
    with school.begin() as uow:
        for who in ("head", "deputy", "dsl"):
            keep_address(uow, head, who, f"{who}@oakfield.test")
        raise_alarm(uow, "deputy", "Was it so?")
        raise_alarm(uow, "head", "Was it so?")
        told = [(n.person, n.kind) for n in uow.notices.all()]
    assert told == [("head", NoticeKind.CHECK_ACCOUNT), ("dsl", NoticeKind.CHECK_ACCOUNT)]


# --- what may tell a ground ---------------------------------------------------------------


def published(school: MadeSchool) -> None:
    head = school.actor("head")
    with school.begin() as uow:
        for who in ("dsl", "office", "dpo"):
            keep_address(uow, head, who, f"{who}@oakfield.test")
    school.published(picture("a", 1), names=("amina",))
    school.clock.move(minutes=1)


def withdraw(school: MadeSchool) -> None:
    office = school.actor("office")
    with school.begin() as uow:
        withdraw_consent(uow, office, Withdrawal("amina", "Ms Test"))
    school.clock.move(minutes=1)


def hold(school: MadeSchool) -> None:
    dsl = school.actor("dsl")
    with school.begin() as uow:
        place_hold(uow, dsl, school.keyring, HoldOrder("amina", "Sealed."))
    school.clock.move(minutes=1)


def mailed(school: MadeSchool) -> list[str]:
    with school.begin() as uow:
        return [n.person for n in uow.notices.all() if n.kind is NoticeKind.SEARCH_PUBLISHED]


@pytest.mark.parametrize("no", [withdraw, hold])
def test_whatever_the_ground_the_dsls_alone_are_asked_to_search(
    no: Callable[[MadeSchool], None],
) -> None:
    school = MadeSchool()
    published(school)
    no(school)
    assert see(school, TaskKind.SEARCH_PUBLISHED) == {"dsl"}
    assert mailed(school) == ["dsl"]


def test_what_was_to_be_looked_at_again_is_done_once_the_post_is_sent_anew() -> None:
    school = MadeSchool()
    school.signed(picture("a", 1), names=("amina",))
    put(school, TaskKind.LOOK_AGAIN, "another post")
    with school.begin() as uow:
        void_touched(uow, "school", frozenset({"amina"}))
    assert kinds(school, "deputy") == [TaskKind.LOOK_AGAIN] * 2
    school.send()
    assert kinds(school, "deputy") == [TaskKind.LOOK_AGAIN]
