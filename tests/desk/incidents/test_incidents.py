"""Putting an incident on record, and what may be added to it by whom."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from gatekeeper.desk.incidents.noticed import noticed
from gatekeeper.desk.incidents.open_incident import (
    AddNote,
    OpenIncident,
    add_note,
    notes_of,
    open_incident,
    post_of,
)
from gatekeeper.desk.incidents.take_down_here import gone_here, order_here
from gatekeeper.desk.rights.spared import spared
from gatekeeper.desk.takedown.standing import take_downs
from gatekeeper.domain.incident import Done, Incident, IncidentKind, IncidentNote
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.take_down import Why
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.made_school import PEOPLE, MadeSchool
from tests.fakes.examiners import picture

WORDS = "Ben is in the second row."
DESK = {"head", "deputy", "dsl", "office", "dpo"}


@pytest.fixture
def school() -> MadeSchool:
    return MadeSchool()


def opened(school: MadeSchool, who: str = "deputy", *, post: str = "", ago: int = 60) -> Incident:
    actor = school.actor(who)
    with school.begin() as uow:
        at = uow.now - timedelta(seconds=ago)
        return open_incident(uow, actor, OpenIncident(IncidentKind.SHOWN, at, WORDS, post))


def noted(
    school: MadeSchool, incident: Incident, done: Done, who: str = "dpo", words: str = "By phone."
) -> IncidentNote:
    actor = school.actor(who)
    with school.begin() as uow:
        return add_note(uow, actor, AddNote(incident.id, done, words))


@pytest.mark.parametrize("who", sorted(PEOPLE))
def test_the_desk_s_roles_put_it_on_record_and_nobody_else(who: str, school: MadeSchool) -> None:
    if who in DESK:
        assert opened(school, who).opened_by == who
        return
    with pytest.raises(NotAllowed):
        opened(school, who)


def test_the_ledger_has_its_kind_and_time_and_no_word_of_it(school: MadeSchool) -> None:
    school.write()
    incident = opened(school, post="news")
    with school.begin() as uow:
        (entry,) = [e for e in uow.ledger.entries() if e.what == "incident.opened"]
    assert entry.details["kind"] == "SHOWN"
    assert entry.details["noticed_at"] == incident.noticed_at.isoformat()
    assert entry.details["post"] == incident.about
    assert "Ben" not in str(entry)


def test_somebody_is_asked_to_see_to_it_before_the_hours_are_over(school: MadeSchool) -> None:
    incident = opened(school)
    with school.begin() as uow:
        (task,) = [t for t in uow.tasks.all() if t.kind is TaskKind.SEE_INCIDENT]
    assert task.subject == incident.id
    assert task.due == incident.noticed_at + timedelta(hours=72)
    assert "Ben" not in task.say


def test_the_task_waits_for_the_next_clock_and_ends_with_the_incident(school: MadeSchool) -> None:
    incident, other = opened(school), opened(school)

    def task() -> Task:
        with school.begin() as uow:
            return next(t for t in uow.tasks.all() if t.subject == incident.id)

    complained = noted(school, incident, Done.COMPLAINT).at
    assert task().due == incident.noticed_at + timedelta(hours=72)
    noted(school, incident, Done.NOT_TO_ICO)
    assert task().due == complained + timedelta(days=30)
    noted(school, incident, Done.ACKNOWLEDGED)
    assert task().due is None
    noted(school, incident, Done.CLOSED, "head", words="Learnt from.")
    assert (task().done_by, task().outcome) == ("head", "Learnt from.")
    with school.begin() as uow:
        assert [t.subject for t in uow.tasks.all() if t.done_at is None] == [other.id]


def test_nothing_said_is_no_incident(school: MadeSchool) -> None:
    actor = school.actor("head")
    with pytest.raises(UsageError, match="what happened"), school.begin() as uow:
        open_incident(uow, actor, OpenIncident(IncidentKind.DATA, uow.now, "  "))


def test_what_is_to_come_was_not_noticed(school: MadeSchool) -> None:
    with pytest.raises(UsageError, match="future"):
        opened(school, ago=-1)


def test_a_post_that_is_not_there_is_not_named(school: MadeSchool) -> None:
    with pytest.raises(NotFound):
        opened(school, post="nothing")


def test_lines_stand_in_order_with_time_and_person(school: MadeSchool) -> None:
    incident, other = opened(school), opened(school)
    first = noted(school, incident, Done.EVIDENCE, "office")
    noted(school, other, Done.NOTE)
    second = noted(school, incident, Done.TOLD_DPO, "deputy")
    with school.begin() as uow:
        assert notes_of(uow, incident.id) == (first, second)
    assert (first.by, second.by) == ("office", "deputy")
    assert first.at < second.at


def test_a_line_says_something(school: MadeSchool) -> None:
    with pytest.raises(UsageError):
        noted(school, opened(school), Done.NOTE, words=" ")


def test_a_line_belongs_to_an_incident(school: MadeSchool) -> None:
    actor = school.actor("dpo")
    with pytest.raises(NotFound), school.begin() as uow:
        add_note(uow, actor, AddNote("nothing", Done.NOTE, "said"))


def test_a_teacher_writes_no_line(school: MadeSchool) -> None:
    with pytest.raises(NotAllowed):
        noted(school, opened(school), Done.NOTE, "teacher")


@pytest.mark.parametrize("who", ["deputy", "dsl", "office"])
@pytest.mark.parametrize("done", [Done.NOT_TO_ICO, Done.CLOSED])
def test_the_headteacher_or_the_dpo_decides(done: Done, who: str, school: MadeSchool) -> None:
    with pytest.raises(NotAllowed):
        noted(school, opened(school), done, who)


def test_it_is_not_closed_while_a_clock_runs_and_only_once(school: MadeSchool) -> None:
    incident = opened(school)
    with pytest.raises(NotYet, match="Tell the ICO"):
        noted(school, incident, Done.CLOSED)
    noted(school, incident, Done.NOT_TO_ICO)
    noted(school, incident, Done.COMPLAINT)
    with pytest.raises(NotYet, match="Acknowledge"):
        noted(school, incident, Done.CLOSED, "head")
    noted(school, incident, Done.ACKNOWLEDGED)
    noted(school, incident, Done.CLOSED, "head")
    with pytest.raises(NotYet, match="closed already"):
        noted(school, incident, Done.CLOSED)
    assert noted(school, incident, Done.NOTE).words == "By phone."


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-11-20T10:30", datetime(2026, 11, 20, 10, 30, tzinfo=UTC)),
        ("2026-07-01T10:30", datetime(2026, 7, 1, 9, 30, tzinfo=UTC)),
        ("2026-10-25T01:30", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("2026-07-01T10:30+00:00", datetime(2026, 7, 1, 10, 30, tzinfo=UTC)),
    ],
)
def test_a_time_is_read_by_the_clock_on_the_wall(typed: str, meant: datetime) -> None:
    assert noticed(typed) == meant


@pytest.mark.parametrize("typed", ["", "yesterday", "2026-03-29T01:30"])
def test_what_is_no_time_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="noticed"):
        noticed(typed)


def test_taking_down_here_is_the_same_order_as_anywhere_and_stands_in_the_record() -> None:
    school = MadeSchool()
    live = school.published(picture("a", 1), names=("amina",))
    deputy = school.actor("deputy")
    with school.begin() as uow:
        command = OpenIncident(IncidentKind.SHOWN, uow.now, "A wrong child.", live.post)
        incident = open_incident(uow, deputy, command).id
    with school.begin() as uow:
        first = gone_here(uow, deputy, incident, live.id, "Opened its link.")
    with school.begin() as uow:
        again = order_here(uow, deputy, incident, live.id)
    with school.begin() as uow:
        second = gone_here(uow, deputy, incident, live.id, "Opened it again.")
        with pytest.raises(NotYet):
            gone_here(uow, deputy, incident, live.id, "And again.")
        assert [item.id for item in take_downs(uow, deputy)] == [first.id, second.id]
        assert {item.why for item in take_downs(uow, deputy)} == {Why.INCIDENT}
        said = [note.words for note in notes_of(uow, incident)]
    assert again.id == second.id
    assert said[0] == "Seen gone from Instagram: https://www.instagram.com/1. Opened its link."
    assert said[1] == "Ordered down from Instagram: https://www.instagram.com/1"


def test_a_wrong_post_is_put_right_by_a_further_line_that_counts_from_then_on(
    school: MadeSchool,
) -> None:
    wrong = school.write(slug="wrong")
    right = school.write(slug="right")
    incident, head = opened(school, post="wrong"), school.actor("head")

    def about() -> tuple[str, frozenset[str]]:
        with school.begin() as uow:
            return post_of(uow, incident), spared(uow).incidents

    assert about() == (wrong.id, frozenset({wrong.id}))
    noted(school, incident, Done.NOTE)
    assert about()[0] == wrong.id
    with school.begin() as uow:
        line = add_note(uow, head, AddNote(incident.id, Done.ABOUT, "The other.", "right"))
        assert uow.ledger.entries()[-1].details["post"] == right.id
    assert line.about == right.id
    assert about() == (right.id, frozenset({right.id}))
    noted(school, incident, Done.ABOUT)
    assert about() == ("", frozenset({""}))
    with school.begin() as uow:
        assert uow.incidents.get(incident.id) == incident
        with pytest.raises(NotFound):
            add_note(uow, head, AddNote(incident.id, Done.ABOUT, "That.", "nothing"))
