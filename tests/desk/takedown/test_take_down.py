"""Tests of asking for a take-down, doing it, and seeing that the post is gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.publish import say_published
from gatekeeper.desk.takedown.call_off import call_off
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_down_of, take_downs
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone, taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Role
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.take_down import SeenBy, StillUp, TakeDown, Why
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

OLD = PublishedPost(
    "OAKFIELD001",
    ChannelName.INSTAGRAM,
    "Old words.",
    datetime(2026, 10, 1, 12, 0, tzinfo=UTC),
    link="https://www.instagram.com/p/OAKFIELD001/",
)

LINK = "https://www.instagram.com/p/1"


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def an_old_post(school: MadeSchool, post: PublishedPost = OLD) -> str:
    """Take in a post that an archive told of; return our id of it."""
    with school.begin() as uow:
        return take_in(uow, post).id


def ask(school: MadeSchool, of: str, by: str = "dsl", **more: object) -> TakeDown:
    actor = school.actor(by)
    with school.begin() as uow:
        return ask_take_down(uow, actor, Ask(of, **more))  # type: ignore[arg-type]


def mark(school: MadeSchool, item: str, by: str = "deputy") -> TakeDown:
    actor = school.actor(by)
    with school.begin() as uow:
        return mark_taken_down(uow, actor, item)


def see(school: MadeSchool, item: str, proof: str = "Opened its link.", shot: str = "") -> TakeDown:
    actor = school.actor("office")
    with school.begin() as uow:
        return seen_gone(uow, actor, SawGone(item, proof, shot))


def open_tasks(school: MadeSchool) -> list[TaskKind]:
    with school.begin() as uow:
        return [t.kind for t in uow.tasks.all() if t.done_at is None]


def test_a_post_goes_from_asked_to_done_to_seen_gone_and_its_tasks_with_it(
    school: MadeSchool,
) -> None:
    asked = ask(school, an_old_post(school))
    assert (asked.who, asked.due - asked.asked_at) == (Role.DEPUTY_HEAD, timedelta(days=1))
    assert open_tasks(school) == [TaskKind.TAKE_DOWN]
    done = mark(school, asked.id)
    assert (done.done_by, done.gone, open_tasks(school)) == ("deputy", None, [TaskKind.SEE_GONE])
    digest = "AB" * 32
    gone = see(school, asked.id, shot=digest).gone
    assert gone is not None
    assert (gone.by, gone.seen_by, gone.screenshot) == ("office", SeenBy.PERSON, digest.lower())
    assert open_tasks(school) == []
    with school.begin() as uow:
        told = [(e.what, e.actor, e.subject) for e in uow.ledger.entries()]
    assert told == [
        ("take_down.asked", "dsl", asked.of),
        ("take_down.done", "deputy", asked.of),
        ("take_down.seen_gone", "office", asked.of),
    ]


def test_what_went_out_through_here_is_down_in_both_places(school: MadeSchool) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    mark(school, ask(school, live.id).id)
    with school.begin() as uow:
        published = uow.published.get(live.id)
        assert published is not None
        assert published.taken_down_at is not None


def test_what_was_said_to_be_down_and_is_ordered_again_is_the_same_order_and_told_loudly(
    school: MadeSchool,
) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        for name in ("head", "deputy", "office"):
            person = uow.people.get(name)
            assert person is not None
            told = replace(person, email=f"{name}@oakfield.test")
            uow.people.put(told, seen=uow.people.version(name))
    first = mark(school, ask(school, live.id).id, "office")
    assert first.done_at is not None
    again = ask(school, live.id)
    assert (again.id, again.again, again.done_at, again.due) == (
        first.id,
        True,
        None,
        again.still_up[0].at,
    )
    assert again.still_up == (StillUp(again.due, "dsl", first.done_at, "office"),)
    assert open_tasks(school) == [TaskKind.TAKE_DOWN]
    with school.begin() as uow:
        assert [item.taken_down_at for item in uow.published.all()] == [None]
        told_of = {(n.person, n.kind) for n in uow.notices.all()}
        (task,) = (t for t in uow.tasks.all() if t.done_at is None)
        assert uow.ledger.entries()[-1].what == "take_down.again"
    assert {who for who, kind in told_of if kind is NoticeKind.STILL_UP} == {
        "head",
        "deputy",
        "office",
    }
    assert "said to be down on 16 November 2026 and can still be seen" in task.say
    mark(school, again.id)
    assert see(school, again.id).still_up == again.still_up


def test_what_was_seen_gone_and_is_up_again_has_a_new_order(school: MadeSchool) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    first = see(school, mark(school, ask(school, live.id).id).id)
    second = ask(school, live.id)
    assert (second.id == first.id, second.done_at, second.again) == (False, None, False)
    with school.begin() as uow:
        assert [item.taken_down_at for item in uow.published.all()] == [None]
        assert take_down_of(uow, live.id) == second


def test_a_recall_an_incident_and_a_child_s_posts_order_the_same_once_by_the_earlier_time(
    school: MadeSchool,
) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    asked, teacher = ask(school, live.id), school.actor("teacher")
    with school.begin() as uow:
        recall(uow, teacher, "news")
        now = uow.now
    with school.begin() as uow:
        (item,) = uow.take_downs.all()
        (task,) = (t for t in uow.tasks.all() if t.kind is TaskKind.TAKE_DOWN)
    assert (item.id, item.due, task.due) == (asked.id, now, now)
    assert ask(school, live.id).due == now


@pytest.mark.parametrize(
    ("stopped_first", "why"), [(False, Why.RECALLED), (True, Why.OUT_ALL_THE_SAME)]
)
def test_what_is_stopped_stands_in_the_one_list(
    school: MadeSchool, *, stopped_first: bool, why: Why
) -> None:
    teacher, deputy, dsl = (school.actor(name) for name in ("teacher", "deputy", "dsl"))
    school.signed(picture("a", 1), names=("amina",))
    school.fetch(school.granted())

    def out() -> None:
        with school.begin() as uow:
            say_published(uow, deputy, "news", channel=ChannelName.INSTAGRAM, link=LINK)

    def stop() -> None:
        with school.begin() as uow:
            recall(uow, teacher, "news")

    for step in (stop, out) if stopped_first else (out, stop):
        step()
    with school.begin() as uow:
        (item,) = take_downs(uow, dsl)
        assert (item.why, item.late(uow.now)) == (why, True)


@pytest.mark.parametrize("due", [True, False])
def test_what_an_earlier_release_kept_as_a_task_alone_is_an_order(
    school: MadeSchool, *, due: bool
) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        made = uow.now
        task = Task(
            "old", TaskKind.TAKE_DOWN, live.id, "Take it down.", made, made if due else None
        )
        uow.tasks.put(task)
        uow.tasks.put(replace(task, id="other", subject="other"))
    dsl = school.actor("dsl")
    with school.begin() as uow:
        (item,) = take_downs(uow, dsl)
        assert (item.of, item.asked_at, item.due, item.done_at) == (live.id, made, made, None)
    assert see(school, mark(school, item.id).id).gone is not None
    with school.begin() as uow:
        assert len(take_downs(uow, dsl)) == len(uow.take_downs.all()) == 1
        assert [
            t.id for t in uow.tasks.all() if t.kind is TaskKind.TAKE_DOWN and not t.done_at
        ] == ["other"]


def test_what_an_earlier_release_took_down_without_an_order_is_still_to_be_seen_gone(
    school: MadeSchool,
) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        old = replace(live, taken_down_at=uow.now)
        uow.published.put(old, seen=uow.published.version(live.id))
    dsl = school.actor("dsl")
    with school.begin() as uow:
        (item,) = take_downs(uow, dsl)
    assert (item.done_at, item.gone, item.why) == (old.taken_down_at, None, Why.SAID_DOWN)
    assert see(school, item.id).gone is not None


def test_what_was_taken_down_by_its_own_step_counts_as_done(school: MadeSchool) -> None:
    live = school.published(picture("a", 1), names=("amina",))
    asked = ask(school, live.id)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        old = replace(live, taken_down_at=uow.now)
        uow.published.put(old, seen=uow.published.version(live.id))
    with school.begin() as uow:
        found = take_down_of(uow, live.id)
        assert found is not None
        assert found.done_at is not None
        with pytest.raises(NotYet):
            taken_down(uow, deputy, live.id)
    with pytest.raises(NotYet):
        mark(school, asked.id)
    assert see(school, asked.id).gone is not None


def test_asking_twice_asks_once_until_it_was_seen_gone(school: MadeSchool) -> None:
    live = an_old_post(school)
    first = ask(school, live)
    assert ask(school, live, "office") == first
    mark(school, first.id)
    see(school, first.id)
    assert ask(school, live).id != first.id


def test_what_is_still_up_and_the_late_ones_come_first_and_what_is_gone_last(
    school: MadeSchool,
) -> None:
    names = ("gone", "done", "late", "open", "again")
    posts = [PublishedPost(name, ChannelName.LINKEDIN, name, OLD.at) for name in names]
    ids = {post.id: an_old_post(school, post) for post in posts}
    made = {}
    for name in names:
        due = school.clock.now() + timedelta(hours=1 if name == "late" else 30)
        made[name] = ask(school, ids[name], due=due)
    for name in ("gone", "done", "again"):
        mark(school, made[name].id)
    see(school, made["gone"].id)
    ask(school, ids["again"])
    school.clock.move(hours=2)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        found = take_downs(uow, dsl)
        assert [item.late(uow.now) for item in found] == [True, True, False, False, False]
    order = ("again", "late", "open", "done", "gone")
    assert [item.id for item in found] == [made[name].id for name in order]


def test_nothing_is_seen_gone_that_nobody_took_down(school: MadeSchool) -> None:
    asked = ask(school, an_old_post(school))
    with pytest.raises(NotYet):
        see(school, asked.id)
    mark(school, asked.id)
    with pytest.raises(NotYet):
        mark(school, asked.id)
    see(school, asked.id)
    with pytest.raises(NotYet):
        see(school, asked.id)


@pytest.mark.parametrize(("proof", "shot"), [(" ", ""), ("Looked.", "not a digest")])
def test_seen_gone_needs_a_proof(school: MadeSchool, proof: str, shot: str) -> None:
    asked = ask(school, an_old_post(school))
    mark(school, asked.id)
    with pytest.raises(UsageError):
        see(school, asked.id, proof, shot)


def test_a_post_or_take_down_that_nobody_knows_is_not_found(school: MadeSchool) -> None:
    with pytest.raises(NotFound):
        ask(school, "nothing")
    with pytest.raises(NotFound):
        mark(school, "nothing")


def test_a_teacher_and_a_governor_have_no_part_in_it(school: MadeSchool) -> None:
    live = an_old_post(school)
    asked = ask(school, live)
    for who in ("teacher", "governor", "coach"):
        actor = school.actor(who)
        for deed in (
            lambda uow, actor=actor: ask_take_down(uow, actor, Ask(live)),
            lambda uow, actor=actor: mark_taken_down(uow, actor, asked.id),
            lambda uow, actor=actor: seen_gone(uow, actor, SawGone(asked.id, "Looked.")),
            lambda uow, actor=actor: take_downs(uow, actor),
        ):
            with pytest.raises(NotAllowed), school.begin() as uow:
                deed(uow)


def test_calling_off_ends_only_the_task_that_came_with_the_order(school: MadeSchool) -> None:
    live, dsl = an_old_post(school), school.actor("dsl")
    with school.begin() as uow:
        uow.tasks.put(Task("recalled", TaskKind.TAKE_DOWN, live, "Take it down.", uow.now))
    school.clock.move(minutes=1)
    ask(school, live)
    with school.begin() as uow:
        call_off(uow, dsl, live)
    with school.begin() as uow:
        assert [task.id for task in uow.tasks.all() if task.done_at is None] == ["recalled"]


def test_what_was_called_off_stands_in_no_list(school: MadeSchool) -> None:
    asked, dsl = ask(school, an_old_post(school)), school.actor("dsl")
    with school.begin() as uow:
        call_off(uow, dsl, asked.of)
    with school.begin() as uow:
        assert take_downs(uow, dsl) == ()
