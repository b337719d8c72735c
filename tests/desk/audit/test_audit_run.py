"""Audits: who may, what belongs to one, and which is gone on with."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.desk.audit.audit_run import (
    Scope,
    find_audit,
    finish_audit,
    judgements,
    start_audit,
    take_up,
    to_judge,
)
from gatekeeper.desk.audit.judge_live import judge_live, keep_judgement
from gatekeeper.desk.audit.outline import begin_judging
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.domain.audit import Call
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import Media, MediaKind, PublishedPost, Unreadable
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, UsageError
from tests.desk.made_school import MadeSchool

NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
SCOPE = Scope("somewhere")


def out(name: str = "C1", words: str = "We built paper bridges.") -> PublishedPost:
    return PublishedPost(name, ChannelName.INSTAGRAM, words, NOON)


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def test_a_teacher_may_not_audit(school: MadeSchool) -> None:
    teacher = school.actor("teacher")
    with school.records.begin() as uow:
        with pytest.raises(NotAllowed):
            start_audit(uow, school.school, teacher, SCOPE)
        with pytest.raises(NotAllowed):
            take_up(uow, school.school, teacher, SCOPE)


def test_the_same_archive_again_is_the_same_post_and_an_edit_is_a_new_version(
    school: MadeSchool,
) -> None:
    with school.records.begin() as uow:
        first = take_in(uow, out())
        assert take_in(uow, out()) == first
        edited = take_in(uow, out(words="Changed."))
        assert (edited.id, edited.salt) == (first.id, first.salt)
        assert uow.live_posts.version(first.id) == 2
        assert "C1" not in first.id


@pytest.mark.parametrize("pictured", [True, False])
def test_what_an_earlier_release_took_in_by_its_name_alone_is_still_that_post(
    school: MadeSchool, *, pictured: bool
) -> None:
    """A second folder of the same name took its place then; what is there now is told apart."""
    one, two = (
        replace(out(words=name), media=(Media("h.jpg", MediaKind.PICTURE, name, 9),) * pictured)
        for name in ("one", "two")
    )
    with school.records.begin() as uow:
        before = take_in(uow, replace(one, id="hall"))
        again = take_in(uow, replace(one, id="hall 1", formerly="hall"))
        other = take_in(uow, replace(two, id="hall 2", formerly="hall"))
        assert (again.id, again.told_at) == (before.id, before.told_at)
        assert other.id != before.id
        assert len(uow.live_posts.all()) == 2


@pytest.mark.parametrize(
    ("at", "belongs"),
    [
        (None, True),
        (NOON - timedelta(days=2), False),
        (NOON, True),
        (NOON + timedelta(days=2), False),
    ],
)
def test_a_post_without_a_day_belongs_to_every_audit(
    at: datetime | None,
    *,
    belongs: bool,
) -> None:
    scope = Scope("somewhere", NOON - timedelta(days=1), NOON + timedelta(days=1))

    assert scope.holds(at) is belongs
    assert SCOPE.holds(at)


def test_an_audit_is_judged_once_and_the_ledger_counts_its_calls(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        run = start_audit(uow, school.school, deputy, SCOPE)
        live = take_in(uow, out())
        assert to_judge(uow, run, [live.id, "nobody's"]) == (live,)
        judging = begin_judging(uow, school.school, school.examiners.bundle(), run)
        said = judge_live(uow, judging, live)
        assert judge_live(uow, judging, live) == said
        assert keep_judgement(uow, replace(said, faces=said.faces + 1)) == said
        assert to_judge(uow, run, [live.id]) == ()
        finish_audit(uow, deputy, run, [Unreadable("x.json", "it is broken")])
        assert said.call is Call.COULD_NOT_CHECK
        assert judgements(uow, run.id) == (said,)
        entry = uow.ledger.entries()[-1]
        assert entry.what == "audit.finished"
        assert entry.details == {"could not check": "1", "could not be read": "1"}


def test_an_audit_is_closed_once(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        run = start_audit(uow, school.school, deputy, SCOPE)
        first = finish_audit(uow, deputy, run, [])
        told = uow.ledger.entries()
        assert finish_audit(uow, deputy, run, [Unreadable("x.json", "it is broken")]) == first
        assert uow.ledger.entries() == told


def test_only_an_unfinished_audit_of_the_same_scope_is_gone_on_with(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        first = start_audit(uow, school.school, deputy, SCOPE)
        assert take_up(uow, school.school, deputy, SCOPE) == first
        assert take_up(uow, school.school, deputy, Scope("elsewhere")).id != first.id
        finish_audit(uow, deputy, first, [])
        assert take_up(uow, school.school, deputy, SCOPE).id != first.id


def test_an_audit_is_gone_on_with_on_its_own_day_only(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        first = start_audit(uow, school.school, deputy, SCOPE)
    school.clock.move(seconds=24 * 60 * 60)
    with school.records.begin() as uow:
        assert take_up(uow, school.school, deputy, SCOPE).id != first.id


def test_a_post_that_changed_since_it_was_judged_is_judged_again(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.begin() as uow:
        run = start_audit(uow, school.school, deputy, SCOPE)
        live = take_in(uow, out())
        judging = begin_judging(uow, school.school, school.examiners.bundle(), run)
        before = judge_live(uow, judging, live)
    with school.begin() as uow:
        edited = take_in(uow, out(words="Changed."))
        assert to_judge(uow, run, [live.id]) == (edited,)
        after = judge_live(uow, judging, edited)
        assert after.at > before.at
        assert judgements(uow, run.id) == (after,)
        assert to_judge(uow, run, [live.id]) == ()


def test_the_newest_audit_is_found_and_a_name_must_fit(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        with pytest.raises(NotFound, match="no audit yet"):
            find_audit(uow)
        start_audit(uow, school.school, deputy, SCOPE)
        newest = start_audit(uow, school.school, deputy, SCOPE)
        assert find_audit(uow) == newest
        assert find_audit(uow, newest.id) == newest
        with pytest.raises(NotFound, match="no audit x"):
            find_audit(uow, "x")


def test_without_a_rule_book_in_force_nothing_begins(school: MadeSchool) -> None:
    other = replace(school.book, digest="another")
    deputy = school.actor("deputy")
    with school.records.begin() as uow, pytest.raises(CouldNotCheck):
        start_audit(uow, replace(school.school, book=other), deputy, SCOPE)


def test_a_trial_needs_no_book_in_force_and_never_counts_as_the_schools_audit(
    school: MadeSchool,
) -> None:
    other = replace(school.school, book=replace(school.book, digest="another"))
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        run = start_audit(uow, other, deputy, replace(SCOPE, trial=True))
        told = uow.ledger.entries()[-1]
        assert (told.what, told.details) == ("audit.started", {"trial": "yes"})
        assert not run.counts
        assert "trial" in run.remarks[0]
        assert take_up(uow, other, deputy, replace(SCOPE, trial=True)) == run
        assert take_up(uow, school.school, deputy, SCOPE).id != run.id


def test_an_audit_as_of_a_day_says_so_and_is_gone_on_with_only_as_of_that_day(
    school: MadeSchool,
) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        today = school.school.day(uow.now)
        run = start_audit(uow, school.school, deputy, replace(SCOPE, as_of=today))
        assert uow.ledger.entries()[-1].details == {"as of": str(today)}
        assert not run.counts
        assert run.remarks == (
            "Permissions as they were on record at the end of 16 November 2026; rules of today.",
        )
        assert take_up(uow, school.school, deputy, SCOPE).remarks == ()
        assert take_up(uow, school.school, deputy, replace(SCOPE, as_of=today)) == run


def test_nobody_can_ask_as_of_a_day_to_come(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        tomorrow = replace(SCOPE, as_of=school.school.day(uow.now) + timedelta(days=1))
        with pytest.raises(UsageError, match="has come"):
            start_audit(uow, school.school, deputy, tomorrow)


def test_an_ordinary_audit_of_today_counts(school: MadeSchool) -> None:
    deputy = school.actor("deputy")
    with school.records.begin() as uow:
        assert start_audit(uow, school.school, deputy, SCOPE).counts
