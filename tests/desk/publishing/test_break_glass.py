"""Breaking the glass: a leader in the releaser's place for two hours, seen by all, and no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.publishing.break_glass import break_glass, releases
from gatekeeper.desk.publishing.publish import did_not_go_out, prove_comments, say_published
from gatekeeper.desk.publishing.release import Released, Wanted, release
from gatekeeper.desk.publishing.sign_off import open_request
from gatekeeper.desk.tasks.finish_task import finish_task
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.glass import BrokenGlass
from gatekeeper.domain.release import Comments, TaskKind
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from tests.desk.made_school import PEOPLE, MadeSchool

LINK = "https://www.instagram.com/p/1"

WHY = "Ben's mother is on the telephone."


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def broken(school: MadeSchool, who: str = "dsl", reason: str = WHY) -> BrokenGlass:
    actor = school.actor(who)
    with school.begin() as uow:
        return break_glass(uow, actor, reason)


def released(school: MadeSchool, who: str = "dsl") -> Released:
    actor = school.actor(who)
    with school.begin() as uow:
        wanted = Wanted("news", ChannelName.INSTAGRAM, "tablet")
        return release(uow, school.approval, actor, wanted)


def test_a_leader_publishes_in_the_releaser_s_place(school: MadeSchool) -> None:
    school.signed()
    with pytest.raises(NotAllowed):
        released(school)
    broken(school)
    grant = released(school).grant
    assert grant is not None
    school.fetch(grant)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        item = say_published(uow, dsl, "news", channel=ChannelName.INSTAGRAM, link=LINK)
    with school.begin() as uow:
        assert prove_comments(uow, dsl, item.id, Comments.OFF, "looked").proved


def test_it_lasts_two_hours_and_only_for_who_broke_it(school: MadeSchool) -> None:
    school.signed()
    glass, dsl = broken(school), school.actor("dsl")
    assert glass.until - glass.at == timedelta(hours=2)
    with pytest.raises(NotAllowed):
        released(school, "head")
    school.clock.move(hours=2)
    with pytest.raises(NotAllowed):
        released(school)
    with pytest.raises(NotAllowed), school.begin() as uow:
        did_not_go_out(uow, dsl, "grant")


def test_it_replaces_no_sign_off(school: MadeSchool) -> None:
    school.write()
    school.send()
    broken(school)
    with pytest.raises(NotYet, match="has not said yes"):
        released(school)
    dsl, bundle = school.actor("dsl"), school.examiners.bundle()
    with pytest.raises(NotAllowed), school.begin() as uow:
        open_request(uow, school.school, bundle, dsl, "news")


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_only_another_leader_breaks_it(who: str, school: MadeSchool) -> None:
    if who in {"head", "dsl"}:
        assert broken(school, who).by == who
        return
    with pytest.raises(NotAllowed):
        broken(school, who)


def test_not_without_a_step_up_nor_without_a_reason(school: MadeSchool) -> None:
    with pytest.raises(NotAllowed, match="unlocked just now"), school.begin() as uow:
        break_glass(uow, replace(Actor(uow.people.all()[0]), signer=None), WHY)
    with pytest.raises(UsageError, match="cannot wait"):
        broken(school, reason="  ")
    with school.begin() as uow:
        assert uow.broken_glass.all() == ()


def test_it_is_not_broken_twice_at_once(school: MadeSchool) -> None:
    broken(school)
    with pytest.raises(UsageError, match="already"):
        broken(school)
    school.clock.move(hours=2)
    assert broken(school).by == "dsl"


def test_every_leader_is_told_and_the_ledger_has_no_word_of_why(school: MadeSchool) -> None:
    glass = broken(school)
    with school.begin() as uow:
        told = [t for t in uow.tasks.all() if t.kind is TaskKind.SEE_GLASS]
        (entry,) = [e for e in uow.ledger.entries() if e.what == "glass.broken"]
    assert [task.say.split(":")[0] for task in told] == ["Head", "Deputy", "Dsl"]
    assert {task.subject for task in told} == {glass.id}
    assert [task.owner for task in told] == ["head", "deputy", "dsl"]
    assert entry.actor == "dsl"
    assert entry.details == {"glass": glass.id, "until": glass.until.isoformat()}
    assert "Ben" not in str((entry, told))


def test_each_leader_looks_with_own_eyes_and_another_only_for_one_who_left(
    school: MadeSchool,
) -> None:
    broken(school)
    head, deputy = school.actor("head"), school.actor("deputy")
    with school.begin() as uow:
        own = next(task for task in uow.tasks.all() if task.owner == "deputy")
        with pytest.raises(NotAllowed, match="Deputy’s own"):
            finish_task(uow, head, own.id, "Looked.")
        assert finish_task(uow, deputy, own.id, "She was ill.").done_by == "deputy"
        left = next(task for task in uow.tasks.all() if task.owner == "dsl")
        dsl = uow.people.get("dsl")
        assert dsl is not None
        uow.people.put(replace(dsl, ended_at=uow.now), seen=uow.people.version("dsl"))
        assert finish_task(uow, head, left.id, "The DSL has left.").done_by == "head"


def test_somebody_who_has_left_releases_nothing(school: MadeSchool) -> None:
    broken(school)
    dsl = school.actor("dsl")
    with school.begin() as uow:
        uow.people.put(replace(dsl.person, ended_at=uow.now), seen=uow.people.version("dsl"))
    with school.begin() as uow:
        assert not releases(uow, dsl)
        assert not releases(uow, Actor(replace(dsl.person, id="nobody")))
