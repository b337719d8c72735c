"""Working through an audit: who may say what, what is asked again, and what nobody does alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from gatekeeper.desk.audit.audit_run import Scope, start_audit
from gatekeeper.desk.audit.list_audits import AT_ONCE, coming, list_audits, one_audit
from gatekeeper.desk.audit.makers import makers, out_as
from gatekeeper.desk.audit.work_through import (
    AnsweredMeanwhile,
    Handle,
    Item,
    handle,
    one_item,
    to_work_through,
    undo,
)
from gatekeeper.desk.takedown.call_off import call_off
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_down_of, take_downs
from gatekeeper.desk.takedown.take_down import mark_taken_down, taken_down
from gatekeeper.domain.audit import AuditRun, Call, Judgement, LivePost, judgement_id
from gatekeeper.domain.audit_answer import AuditAnswer, Handling, Standing
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.finding import Finding
from gatekeeper.domain.people import Duty
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotAllowed, NotFound, NotYet, Refused, UsageError
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture
from tests.fakes.records import FakeShelf

NOON = datetime(2026, 9, 18, 12, tzinfo=UTC)
SCOPE = Scope("somewhere")
WHY = "The coach is a parent who agreed in writing."


def finding(verdict: Verdict = Verdict.ASK, sentence: str = "Is that a name?") -> Finding:
    return Finding("W01", "pupil_named", "O11", "said", verdict, "words", sentence, "Look at it.")


class Desk:
    """One audit with one post, and people who say something of it."""

    def __init__(self) -> None:
        self.school = MadeSchool()
        self.run = self.audit()

    def audit(
        self, *found: Finding, words: str = "News", basis: str = "", scope: Scope = SCOPE
    ) -> AuditRun:
        deputy = self.school.actor("deputy")
        with self.school.begin() as uow:
            run = start_audit(uow, self.school.school, deputy, scope)
            out = PublishedPost("C1", ChannelName.INSTAGRAM, words, NOON, link="https://x.test/1")
            seen = uow.live_posts.version("live")
            uow.live_posts.put(LivePost("live", out, "salt", uow.now), seen=seen)
            self._judged(uow, run.id, found or (finding(),), basis)
        return run

    def _judged(self, uow: UnitOfWork, run: str, found: tuple[Finding, ...], basis: str) -> None:
        name = judgement_id(run, "live")
        told = (found, (), 3, ("its link",), NOON, uow.now, basis)
        uow.judgements.put(Judgement(name, run, "live", Call.ASK, *told))

    def item(self, run: AuditRun | None = None) -> Item:
        head = self.school.actor("head")
        with self.school.begin() as uow:
            (item,) = to_work_through(uow, head, run or self.run)
        return item

    def says(
        self,
        who: str,
        said: Handling,
        reason: str = WHY,
        *,
        run: AuditRun | None = None,
        seen: str | None = None,
    ) -> AuditAnswer:
        run, actor = run or self.run, self.school.actor(who)
        mark = self.item(run).mark if seen is None else seen
        with self.school.begin() as uow:
            return handle(uow, actor, Handle(run.id, "live", said, reason, mark))

    def takes_back(self, who: str, seen: str | None = None, *, run: AuditRun | None = None) -> None:
        run, actor = run or self.run, self.school.actor(who)
        mark = self.item(run).mark if seen is None else seen
        with self.school.begin() as uow:
            undo(uow, actor, run.id, "live", mark)


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.mark.parametrize(
    ("said", "standing"),
    [
        (Handling.TAKE_DOWN, Standing.TO_TAKE_DOWN),
        (Handling.KEEP, Standing.KEPT),
        (Handling.FINE, Standing.FINE),
    ],
)
def test_each_answer_is_kept_with_its_reason_and_told_to_the_ledger(
    desk: Desk, said: Handling, standing: Standing
) -> None:
    assert desk.item().standing is Standing.OPEN
    answer = desk.says("head", said)
    item = desk.item()
    assert (item.standing, item.answer) == (standing, answer)
    assert (answer.by, answer.reason) == ("head", WHY)
    with desk.school.begin() as uow:
        entry = next(e for e in uow.ledger.entries() if e.what == "audit.answered")
    assert (entry.what, entry.details) == (
        "audit.answered",
        {"audit": desk.run.id, "said": said.value},
    )
    assert WHY not in str(entry)


@pytest.mark.parametrize("who", ["teacher", "office", "governor"])
def test_only_who_audits_works_an_audit_through(desk: Desk, who: str) -> None:
    with pytest.raises(NotAllowed):
        desk.says(who, Handling.TAKE_DOWN)


@pytest.mark.parametrize("said", [Handling.KEEP, Handling.FINE])
def test_nothing_stays_up_without_a_reason(desk: Desk, said: Handling) -> None:
    with pytest.raises(UsageError, match="reason"):
        desk.says("head", said, "  ok ")
    desk.says("head", Handling.TAKE_DOWN, "")


@pytest.mark.parametrize(
    "found",
    [
        finding(Verdict.BLOCK),
        finding(Verdict.UNCHECKED),
    ],
)
def test_what_only_a_change_lifts_is_not_fine_for_any_reason(desk: Desk, found: Finding) -> None:
    run = desk.audit(found, finding(Verdict.ASK, "Another question."))
    with pytest.raises(Refused):
        desk.says("head", Handling.FINE, run=run)
    desk.says("head", Handling.KEEP, run=run)
    assert desk.item(run).standing is Standing.KEPT


def test_what_could_not_be_checked_is_fine_where_it_may_be_accepted(desk: Desk) -> None:
    run = desk.audit(replace(finding(Verdict.UNCHECKED), acceptable=True))
    desk.says("head", Handling.FINE, run=run)
    assert desk.item(run).standing is Standing.FINE


@pytest.mark.parametrize("said", [Handling.KEEP, Handling.FINE])
def test_whoever_publishes_does_not_decide_alone_that_a_post_may_stay(
    desk: Desk, said: Handling
) -> None:
    desk.says("deputy", said)
    assert desk.item().standing is Standing.SECOND
    desk.says("dsl", said)
    assert desk.item().standing is not Standing.SECOND


def test_whoever_publishes_may_take_it_down_alone(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN, "")
    assert desk.item().standing is Standing.TO_TAKE_DOWN


def listed(desk: Desk) -> list[str]:
    head = desk.school.actor("head")
    with desk.school.begin() as uow:
        return [item.of for item in take_downs(uow, head)]


def test_what_is_to_come_down_goes_on_the_list_and_comes_off_it_by_undo(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN, "")
    assert listed(desk) == ["live"]
    with desk.school.begin() as uow:
        uow.tasks.put(Task("t", TaskKind.TAKE_DOWN, "another", "Take it down.", uow.now))
    desk.takes_back("deputy")
    assert listed(desk) == []
    with desk.school.begin() as uow:
        assert [task.id for task in uow.tasks.all() if task.done_at is None] == ["t"]
        assert "take_down.called_off" in {entry.what for entry in uow.ledger.entries()}
    desk.says("deputy", Handling.KEEP)
    desk.takes_back("deputy")


def test_undo_leaves_an_order_of_somebody_else(desk: Desk) -> None:
    dsl = desk.school.actor("dsl")
    with desk.school.begin() as uow:
        ask_take_down(uow, dsl, Ask("live"))
    desk.says("deputy", Handling.TAKE_DOWN, "")
    desk.takes_back("deputy")
    assert listed(desk) == ["live"]


def test_undo_leaves_an_order_for_which_another_audit_still_asks(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN, "")
    desk.school.clock.move(hours=1)
    again = desk.audit()
    desk.says("dsl", Handling.TAKE_DOWN, "", run=again)
    desk.takes_back("deputy")
    assert listed(desk) == ["live"]
    desk.takes_back("dsl", run=again)
    assert listed(desk) == []


def test_undo_of_an_order_that_was_called_off_changes_no_list(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN, "")
    deputy = desk.school.actor("deputy")
    with desk.school.begin() as uow:
        call_off(uow, deputy, "live")
    desk.takes_back("deputy")
    assert desk.item().standing is Standing.OPEN


def test_undo_opens_the_task_again_that_ended_with_the_answer(desk: Desk) -> None:
    with desk.school.begin() as uow:
        for name, run in (("t", desk.run.id), ("other", "other")):
            uow.tasks.put(Task(name, TaskKind.WORK_THROUGH, run, "Work it through.", uow.now))
    desk.says("head", Handling.TAKE_DOWN, "")
    desk.takes_back("head")
    with desk.school.begin() as uow:
        assert {t.id: t.done_at for t in uow.tasks.all() if t.kind is TaskKind.WORK_THROUGH} == {
            "t": None,
            "other": None,
        }


def test_undo_leaves_the_task_ended_where_an_earlier_answer_still_holds(desk: Desk) -> None:
    desk.says("head", Handling.FINE)
    again = desk.audit()
    with desk.school.begin() as uow:
        uow.tasks.put(Task("t", TaskKind.WORK_THROUGH, again.id, "Work it through.", uow.now))
    desk.says("head", Handling.KEEP, run=again)
    desk.takes_back("head", run=again)
    with desk.school.begin() as uow:
        task = uow.tasks.get("t")
        assert task is not None
        assert task.outcome == "worked through"


def test_what_is_down_is_not_called_off(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN, "")
    deputy = desk.school.actor("deputy")
    with desk.school.begin() as uow:
        item = take_down_of(uow, "live")
        assert item is not None
        mark_taken_down(uow, deputy, item.id)
    with pytest.raises(NotYet, match="taken down already"):
        desk.takes_back("deputy")
    with desk.school.begin() as uow:
        call_off(uow, deputy, "another")


def test_the_second_audit_asks_for_a_take_down_that_is_asked_for_already(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN, "")
    desk.says("head", Handling.TAKE_DOWN, "", run=desk.audit())
    assert listed(desk) == ["live"]


@pytest.mark.parametrize("scope", [replace(SCOPE, trial=True), replace(SCOPE, as_of=DAY)])
def test_nothing_is_decided_by_a_trial_or_an_audit_of_another_day(desk: Desk, scope: Scope) -> None:
    with pytest.raises(Refused, match="nothing is decided"):
        desk.says("head", Handling.KEEP, run=desk.audit(scope=scope))


def test_a_post_that_was_released_here_comes_down_as_its_release() -> None:
    school = MadeSchool()
    published = school.published(picture("a", 1), names=("amina",))
    out = PublishedPost("1", ChannelName.INSTAGRAM, "", NOON, link=published.link)
    with school.begin() as uow:
        assert out_as(uow, LivePost("l", out, "s", NOON)) == published.id


def test_a_post_whose_release_was_said_to_be_down_comes_down_itself(desk: Desk) -> None:
    published = desk.school.published(picture("a", 1), names=("amina",))
    deputy = desk.school.actor("deputy")
    with desk.school.begin() as uow:
        live = uow.live_posts.get("live")
        assert live is not None
        uow.live_posts.put(replace(live, post=replace(live.post, link=published.link)), seen=1)
        taken_down(uow, deputy, published.id)
    desk.says("head", Handling.TAKE_DOWN, "")
    assert listed(desk) == ["live", published.id]


@pytest.mark.parametrize("seen_up", [False, True])
def test_what_was_taken_down_since_the_audit_is_not_ordered_again_and_what_a_later_one_saw_is(
    desk: Desk, *, seen_up: bool
) -> None:
    deputy = desk.school.actor("deputy")
    with desk.school.begin() as uow:
        mark_taken_down(uow, deputy, ask_take_down(uow, deputy, Ask("live")).id)
    run = desk.audit() if seen_up else desk.run
    desk.says("head", Handling.TAKE_DOWN, "", run=run)
    with desk.school.begin() as uow:
        item = take_down_of(uow, "live")
        assert item is not None
        assert item.again is seen_up


def test_makers_are_the_authors_and_whoever_released_it() -> None:
    school = MadeSchool()
    published = school.published(picture("a", 1), names=("amina",))
    out = PublishedPost("1", ChannelName.INSTAGRAM, "", NOON, link=published.link)
    with school.begin() as uow:
        assert makers(uow, LivePost("l", out, "s", NOON)) == {"teacher", "deputy"}
        unknown = replace(out, link="https://x.test/other", words="Other words")
        assert makers(uow, LivePost("l", unknown, "s", NOON)) == {
            person.id for person in uow.people.all() if person.may(Duty.RELEASE)
        }


def test_a_reason_holds_in_the_next_audit_and_the_same_is_not_asked_again(desk: Desk) -> None:
    answer = desk.says("head", Handling.FINE)
    again = desk.audit()
    item = desk.item(again)
    assert (item.standing, item.answer, item.earlier) == (Standing.FINE_BEFORE, answer, answer)


@pytest.mark.parametrize(
    "change",
    [
        {"words": "Other words"},
        {"basis": "other facts"},
        {"found": (finding(sentence="Is that another name?"),)},
        {"found": (finding(), finding(Verdict.BLOCK))},
    ],
)
def test_when_post_findings_or_facts_changed_it_is_asked_again(
    desk: Desk, change: dict[str, object]
) -> None:
    desk.says("head", Handling.FINE)
    found = change.pop("found", ())
    assert isinstance(found, tuple)
    item = desk.item(desk.audit(*found, **change))  # type: ignore[arg-type]
    assert item.standing is Standing.OPEN
    assert item.earlier is not None


@pytest.mark.parametrize(
    ("who", "said"),
    [("head", Handling.KEEP), ("head", Handling.TAKE_DOWN), ("deputy", Handling.FINE)],
)
def test_only_another_persons_fine_holds_in_the_next_audit(
    desk: Desk, who: str, said: Handling
) -> None:
    desk.says(who, said)
    assert desk.item(desk.audit()).standing is Standing.OPEN


def test_an_answer_that_was_taken_back_holds_nowhere(desk: Desk) -> None:
    desk.says("head", Handling.FINE)
    desk.takes_back("head")
    assert desk.item().standing is Standing.OPEN
    later = desk.item(desk.audit())
    assert (later.standing, later.earlier) == (Standing.OPEN, None)


def test_the_second_of_two_people_is_told_what_the_other_said(desk: Desk) -> None:
    before = desk.item().mark
    desk.says("deputy", Handling.TAKE_DOWN)
    with pytest.raises(AnsweredMeanwhile, match="Deputy said “take down”"):
        desk.says("head", Handling.FINE, seen=before)
    taken = desk.item().mark
    desk.takes_back("deputy")
    with pytest.raises(AnsweredMeanwhile, match="Deputy took an answer back"):
        desk.takes_back("deputy", seen=taken)
    assert desk.item().standing is Standing.OPEN


def test_the_second_is_told_even_if_the_other_has_left(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN)
    with desk.school.begin() as uow:
        (answer,) = uow.audit_answers.of("live")
        uow.audit_answers.put(replace(answer, by="gone"), seen=1)
    with pytest.raises(AnsweredMeanwhile, match="Somebody else"):
        desk.says("head", Handling.FINE, seen="")


def test_a_page_of_another_audit_is_refused(desk: Desk) -> None:
    with pytest.raises(UsageError, match="another audit"):
        desk.says("head", Handling.TAKE_DOWN, seen="other")


def test_only_whoever_said_it_or_the_headteacher_takes_it_back(desk: Desk) -> None:
    desk.says("deputy", Handling.TAKE_DOWN)
    with pytest.raises(NotAllowed):
        desk.takes_back("dsl")
    desk.takes_back("head")
    with pytest.raises(NotFound):
        desk.takes_back("head")


def test_the_task_ends_with_the_last_post(desk: Desk) -> None:
    with desk.school.begin() as uow:
        uow.tasks.put(Task("t", TaskKind.WORK_THROUGH, desk.run.id, "Work it through.", uow.now))
    desk.says("deputy", Handling.FINE)
    with desk.school.begin() as uow:
        task = uow.tasks.get("t")
        assert task is not None
        assert task.done_at is None
    desk.says("head", Handling.FINE)
    with desk.school.begin() as uow:
        task = uow.tasks.get("t")
        assert task is not None
        assert task.done_by == "head"


def test_a_post_that_nothing_was_found_against_is_not_worked_through(desk: Desk) -> None:
    head = desk.school.actor("head")
    with desk.school.begin() as uow:
        (said,) = [j for j in uow.judgements.all() if j.run == desk.run.id]
        uow.judgements.put(replace(said, findings=()), seen=1)
        assert to_work_through(uow, head, desk.run) == ()
        with pytest.raises(NotFound):
            one_item(uow, head, desk.run.id, "live")


def test_a_governor_sees_counts_and_no_post(desk: Desk) -> None:
    desk.says("head", Handling.TAKE_DOWN)
    governor, teacher = desk.school.actor("governor"), desk.school.actor("teacher")
    with desk.school.begin() as uow:
        (row,) = list_audits(uow, governor).rows
        assert (row.judged, row.against, row.worked_through) == (1, 1, 1)
        assert (row.faces, row.face_posts, row.untold) == (3, 1, {"its link": 1})
        assert Call.ASK in row.told.together, "a small number is not told singly"
        assert row.told.together_count is None
        assert not row.under_way
        before = replace(row, calls={Call.TAKE_DOWN: 6, Call.FINE: 188})
        after = replace(row, calls={Call.TAKE_DOWN: 7, Call.FINE: 187})
        assert before.told == after.told, "nobody takes one audit from the next"
        with pytest.raises(NotAllowed):
            one_audit(uow, governor, desk.run.id)
        with pytest.raises(NotAllowed):
            list_audits(uow, teacher)


def test_a_page_of_audits_reads_no_judgement_of_another(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    runs = [desk.run.id, *(desk.audit().id for _ in range(AT_ONCE))]
    head, asked = desk.school.actor("head"), list[str]()
    whole = FakeShelf.beginning

    def spy(shelf: FakeShelf[Any], start: str) -> tuple[Any, ...]:
        asked.append(start.rstrip("."))
        return whole(shelf, start)

    monkeypatch.setattr(FakeShelf, "beginning", spy)
    with desk.school.begin() as uow:
        first = list_audits(uow, head)
        assert ([row.run.id for row in first.rows], first.older) == (runs[:0:-1], 1)
        assert set(asked) == set(runs[1:])
        asked.clear()
        rest = list_audits(uow, head, AT_ONCE)
        assert ([row.run.id for row in rest.rows], rest.older) == (runs[:1], 0)
        assert set(asked) == set(runs[:1])


def test_the_newest_audit_comes_first_and_a_name_must_fit(desk: Desk) -> None:
    again, head = desk.audit(), desk.school.actor("head")
    with desk.school.begin() as uow:
        assert [row.run.id for row in list_audits(uow, head).rows] == [again.id, desk.run.id]
        row, found = one_audit(uow, head, again.id)
        assert (row.run.id, row.by, len(found)) == (again.id, "Deputy", 1)
        with pytest.raises(NotFound):
            one_audit(uow, head, "x")
        assert coming(uow, head) == ()
