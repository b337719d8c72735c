"""How long things are kept: decided with a reason, told before it is over and after."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.rights.retention import LONGEST, Keeping, keeping, set_period
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.retention import Kept, Period
from gatekeeper.errors import NotAllowed, UsageError
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_erase_child import leave
from tests.desk.rights.test_complaints import acknowledged, answered, received
from tests.fakes.examiners import picture

WHY = "As the school's schedule says."


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def decide(
    school: MadeSchool, kept: Kept, days: int = 10, reason: str = WHY, who: str = "dpo"
) -> Period:
    actor = school.actor(who)
    with school.begin() as uow:
        return set_period(uow, actor, kept, days, reason)


def looked(school: MadeSchool, who: str = "dpo") -> Keeping:
    actor = school.actor(who)
    with school.begin() as uow:
        return keeping(uow, actor)


def due(school: MadeSchool) -> list[tuple[Kept, str]]:
    return [(item.kept, item.called) for item in looked(school).due]


def test_where_nobody_has_decided_nothing_is_due(school: MadeSchool) -> None:
    leave(school, "amina", -4000)
    found = looked(school)
    assert found.due == ()
    assert set(found.periods.values()) == {None}


def test_a_decision_stands_with_its_reason_and_the_newest_counts(school: MadeSchool) -> None:
    decide(school, Kept.LEAVERS)
    decide(school, Kept.LEAVERS, 30, "The governors decided otherwise.")
    period = looked(school).periods[Kept.LEAVERS]
    assert period is not None
    assert (period.days, period.reason, period.set_by) == (
        30,
        "The governors decided otherwise.",
        "dpo",
    )
    with school.begin() as uow:
        told = [dict(e.details) for e in uow.ledger.entries() if e.what == "retention.set"]
    assert told == [{"days": "10"}, {"days": "30"}]


def test_a_leaver_is_due_on_the_day_after_the_last(school: MadeSchool) -> None:
    decide(school, Kept.LEAVERS)
    leave(school, "amina", -10)
    leave(school, "ben", -11)
    assert due(school) == [(Kept.LEAVERS, "Ben Test")]


def test_a_draft_that_never_went_out_is_due_and_one_that_is_live_is_another_thing(
    school: MadeSchool,
) -> None:
    school.published(picture("a"))
    school.write(slug="an-old-idea")
    decide(school, Kept.DRAFTS)
    decide(school, Kept.LIVE_POSTS, 20)
    assert due(school) == []
    school.clock.move(days=11)
    assert due(school) == [(Kept.DRAFTS, "an old idea")]
    school.clock.move(days=10)
    assert (Kept.LIVE_POSTS, "https://www.instagram.com/1") in due(school)


def test_what_is_on_its_way_to_the_tablet_is_no_old_draft(school: MadeSchool) -> None:
    school.signed(picture("a"))
    school.granted()
    decide(school, Kept.DRAFTS, 1)
    school.clock.move(hours=23)
    with school.begin() as uow:
        [version] = uow.posts.all()
        assert any(grant.open_at(uow.now) for grant in uow.grants.of(version.id))
    assert due(school) == []


def test_a_draft_is_kept_from_the_last_thing_that_anybody_did_about_it(school: MadeSchool) -> None:
    school.write(picture("a", 1))
    school.check()
    decide(school, Kept.DRAFTS)
    school.clock.move(days=8)
    school.say("amina")
    school.clock.move(days=8)
    assert due(school) == []
    school.clock.move(days=3)
    assert due(school) == [(Kept.DRAFTS, "news")]


def test_what_waits_for_a_yes_or_has_one_is_no_old_draft(school: MadeSchool) -> None:
    school.write()
    school.send()
    decide(school, Kept.DRAFTS, 1)
    school.clock.move(days=3)
    assert due(school) == []
    school.sign()
    school.clock.move(days=3)
    assert due(school) == []


def test_what_was_fetched_and_never_accounted_for_is_no_old_draft(school: MadeSchool) -> None:
    school.signed(picture("a"))
    school.fetch(school.granted())
    with school.begin() as uow:
        [sign_off] = uow.sign_offs.all()
        voided = replace(sign_off, voided_at=uow.now, voided_why="it lapsed")
        uow.sign_offs.put(voided, seen=uow.sign_offs.version(sign_off.id))
    decide(school, Kept.DRAFTS, 1)
    school.clock.move(days=30)
    assert due(school) == []


def test_what_goes_within_a_fortnight_is_said_beforehand(school: MadeSchool) -> None:
    school.write(slug="an-old-idea")
    decide(school, Kept.DRAFTS, 30)
    school.clock.move(days=15)
    assert looked(school).soon == ()
    school.clock.move(days=2)
    [item] = looked(school).soon
    assert (item.called, item.last_day) == ("an old idea", DAY + timedelta(30))
    assert looked(school).due == ()


def test_a_post_is_kept_from_the_day_on_which_it_was_taken_down_everywhere(
    school: MadeSchool,
) -> None:
    item = school.published(picture("a"))
    with school.begin() as uow:
        other = replace(item, id="second", link="https://www.linkedin.com/1")
        uow.published.put(other)
        down = replace(item, taken_down_at=uow.now)
        uow.published.put(down, seen=uow.published.version(item.id))
    decide(school, Kept.TAKEN_DOWN, 84)
    school.clock.move(days=100)
    assert due(school) == []
    with school.begin() as uow:
        uow.published.put(replace(other, taken_down_at=uow.now), seen=1)
    assert due(school) == []
    school.clock.move(days=85)
    assert due(school) == [(Kept.TAKEN_DOWN, "news")]


def test_a_post_that_a_tablet_still_holds_is_not_erased(school: MadeSchool) -> None:
    item = school.published(picture("a"))
    with school.begin() as uow:
        down = replace(item, taken_down_at=uow.now)
        uow.published.put(down, seen=uow.published.version(item.id))
        grant = uow.grants.of(item.post)[-1]
        held = replace(grant, id="second", channel=ChannelName.LINKEDIN, went_out=None)
        uow.grants.put(held)
    decide(school, Kept.TAKEN_DOWN, 84)
    school.clock.move(days=100)
    assert due(school) == []
    with school.begin() as uow:
        uow.grants.put(replace(held, went_out=False), seen=1)
    assert due(school) == [(Kept.TAKEN_DOWN, "news")]


def test_what_the_checks_look_back_on_is_kept_so_long(school: MadeSchool) -> None:
    with pytest.raises(UsageError, match="from 84 to"):
        decide(school, Kept.TAKEN_DOWN, 83)


def test_what_was_taken_down_is_not_live(school: MadeSchool) -> None:
    item = school.published(picture("a"))
    decide(school, Kept.LIVE_POSTS)
    with school.begin() as uow:
        down = replace(item, taken_down_at=uow.now)
        uow.published.put(down, seen=uow.published.version(item.id))
    school.clock.move(days=100)
    assert due(school) == []


def test_an_answered_complaint_is_due_and_an_open_one_never(school: MadeSchool) -> None:
    first, _ = received(school), received(school)
    acknowledged(school, first)
    answered(school, first)
    decide(school, Kept.COMPLAINTS)
    school.clock.move(days=11)
    assert due(school) == [(Kept.COMPLAINTS, "Ms Test")]


@pytest.mark.parametrize(("days", "reason"), [(0, WHY), (LONGEST + 1, WHY), (10, "Because.")])
def test_a_period_needs_a_number_and_a_reason(school: MadeSchool, days: int, reason: str) -> None:
    with pytest.raises(UsageError):
        decide(school, Kept.LEAVERS, days, reason)


@pytest.mark.parametrize("who", ["head", "dsl", "office", "governor"])
def test_only_the_dpo_decides_and_looks(school: MadeSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="how long"):
        decide(school, Kept.LEAVERS, who=who)
    with pytest.raises(NotAllowed, match="how long"):
        looked(school, who)


def test_a_day_is_counted_from_the_day_after() -> None:
    period = Period("drafts", 1, WHY, "dpo", MadeSchool().clock.now())
    assert [period.over(DAY, DAY + timedelta(n)) for n in range(3)] == [False, False, True]
