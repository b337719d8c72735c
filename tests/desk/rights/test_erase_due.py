"""Erasing what was kept long enough: once a day, with a receipt, and never what is spoken for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.incidents.open_incident import (
    AddNote,
    OpenIncident,
    add_note,
    open_incident,
)
from gatekeeper.desk.ledger.verify_ledger import verify
from gatekeeper.desk.posts.find_post import history
from gatekeeper.desk.rights import retention
from gatekeeper.desk.rights.complaints import Received, record_complaint
from gatekeeper.desk.rights.erase_due import erase_due
from gatekeeper.desk.rights.stays import end_stay, keep_longer
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_downs
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone, taken_down
from gatekeeper.domain.incident import Done, IncidentKind
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.retention import Erased, Kept
from gatekeeper.domain.stage import History
from gatekeeper.domain.suggestion import Suggested
from gatekeeper.errors import NotAllowed, NotFound, UsageError
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import DAY, MadeSchool
from tests.desk.register.test_permission_changed import holds, objects
from tests.desk.rights.test_complaints import acknowledged, answered, received
from tests.desk.rights.test_retention import decide, looked
from tests.fakes.examiners import picture
from tests.fakes.records import FakeUnitOfWork

WHY = "A solicitor asked for it in writing."


@pytest.fixture
def school() -> MadeSchool:
    """Return a school with one old draft, which is due."""
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    school.say("amina")
    decide(school, Kept.DRAFTS)
    school.clock.move(days=11)
    return school


def erased(school: MadeSchool) -> tuple[Erased, ...]:
    found = erase_due(school.records)
    school.clock.move(days=1)
    return found


def post(school: MadeSchool) -> str:
    with school.begin() as uow:
        return uow.posts.all()[0].id


def test_an_old_draft_goes_with_everything_about_it_and_the_ledger_stays_valid(
    school: MadeSchool,
) -> None:
    gone = post(school)
    with school.begin() as uow:
        uow.suggestions.put(Suggested("s", gone, "digest", "v", (), uow.now))
        uow.suggestions.put(Suggested("other", "other", "digest", "v", (), uow.now))
        uow.tasks.put(Task("t", TaskKind.LOOK_AGAIN, gone, "Look again.", uow.now))
        uow.tasks.put(Task("u", TaskKind.LOOK_AGAIN, "other", "Look again.", uow.now))
        old = Task("d", TaskKind.LOOK_AGAIN, gone, "Look.", uow.now, done_at=uow.now, done_by="t")
        uow.tasks.put(old)
    [receipt] = erased(school)
    assert (receipt.kept, receipt.subject, receipt.since) == (Kept.DRAFTS, gone, DAY)
    with school.begin() as uow:
        assert uow.destroyed(gone)
        assert (uow.posts.all(), uow.answers.all(), uow.decisions.all()) == ((), (), ())
        assert [item.id for item in uow.suggestions.all()] == ["other"]
        assert {t.id: t.outcome for t in uow.tasks.all()} == {
            "t": "it was erased",
            "u": "",
            "d": "",
        }
        [entry] = [e for e in uow.ledger.entries() if e.what == "post.erased"]
        assert (entry.number, entry.hash) == (receipt.entry, receipt.value)
        assert verify(uow.ledger.entries(), school.keyring.verifies).valid
    assert looked(school).receipts == (receipt,)


def test_it_is_done_once_a_day_and_not_by_two_servers(school: MadeSchool) -> None:
    assert len(erase_due(school.records)) == 1
    school.write(slug="second")
    school.clock.move(hours=1)
    assert erase_due(school.records) == ()


def test_where_nobody_has_decided_nothing_goes() -> None:
    school = MadeSchool()
    school.write()
    school.clock.move(days=9000)
    assert erased(school) == ()


def test_a_post_that_was_taken_down_goes_and_a_live_one_never() -> None:
    school = MadeSchool()
    item = school.published(picture("a"))
    for kept in (Kept.LIVE_POSTS, Kept.DRAFTS, Kept.TAKEN_DOWN):
        decide(school, kept, 84)
    school.clock.move(days=200)
    assert erased(school) == ()
    teacher, deputy = school.actor("teacher"), school.actor("deputy")
    with school.begin() as uow:
        order = taken_down(uow, teacher, item.id).id
        seen_gone(uow, deputy, SawGone(order, "Opened its link."))
    school.clock.move(days=83)
    assert erased(school) == ()
    school.clock.move(days=1)
    [receipt] = erased(school)
    assert receipt.kept is Kept.TAKEN_DOWN
    with school.begin() as uow:
        assert not uow.published.all()
        assert uow.known_pictures.all()


def test_a_post_that_nobody_has_seen_gone_stays_until_somebody_has() -> None:
    school = MadeSchool()
    item, deputy = school.published(picture("a")), school.actor("deputy")
    decide(school, Kept.TAKEN_DOWN, 84)
    with school.begin() as uow:
        order = ask_take_down(uow, deputy, Ask(item.id)).id
        mark_taken_down(uow, deputy, order)
    school.clock.move(days=85)
    assert erased(school) == ()
    assert [due.stays for due in looked(school).due] == ["nobody has seen that it is gone"]
    deputy = school.actor("deputy")
    with school.begin() as uow:
        seen_gone(uow, deputy, SawGone(order, "Opened its link."))
    [receipt] = erased(school)
    assert receipt.kept is Kept.TAKEN_DOWN


def test_a_release_that_was_only_said_to_be_down_stays_too_and_can_be_seen_gone() -> None:
    """Also one of which an earlier release kept nothing but that it is down."""
    school = MadeSchool()
    item = school.published(picture("a"))
    decide(school, Kept.TAKEN_DOWN, 84)
    with school.begin() as uow:
        uow.published.put(replace(item, taken_down_at=uow.now), seen=uow.published.version(item.id))
    school.clock.move(days=85)
    assert erased(school) == ()
    assert [due.stays for due in looked(school).due] == ["nobody has seen that it is gone"]
    office = school.actor("office")
    with school.begin() as uow:
        (order,) = take_downs(uow, office)
        seen_gone(uow, office, SawGone(order.id, "Opened its link."))
    assert len(erased(school)) == 1


def test_the_list_of_what_is_due_is_made_once_and_each_thing_looked_at_by_itself(
    school: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(4):
        school.write(slug=f"an-idea-{number}", words=f"Idea {number}.")
    school.clock.move(days=11)
    read: list[str] = []

    def counted(uow: UnitOfWork, name: str) -> History:
        read.append(name)
        return history(uow, name)

    monkeypatch.setattr(retention, "history", counted)
    assert len(erased(school)) == 5
    assert set(Counter(read).values()) == {2}


def test_an_answered_complaint_goes_and_a_leaver_only_by_a_person() -> None:
    school = MadeSchool()
    first, open_one = received(school), received(school)
    acknowledged(school, first)
    answered(school, first)
    decide(school, Kept.COMPLAINTS)
    decide(school, Kept.LEAVERS)
    with school.begin() as uow:
        child = uow.pupils.get("amina")
        assert child is not None
        uow.pupils.put(replace(child, left_on=DAY), seen=uow.pupils.version("amina"))
    school.clock.move(days=11)
    [receipt] = erased(school)
    with school.begin() as uow:
        assert [complaint.id for complaint in uow.complaints.all()] == [open_one]
        assert uow.ledger.entries()[-1].what == "complaint.erased"
        assert uow.pupils.get("amina") is not None
    assert receipt.subject == first


def test_what_cannot_be_erased_keeps_nothing_else_and_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    school = MadeSchool()
    keyless, other = received(school), received(school)
    for complaint in (keyless, other):
        acknowledged(school, complaint)
        answered(school, complaint)
    decide(school, Kept.COMPLAINTS)
    school.clock.move(days=11)
    erase = FakeUnitOfWork.erase

    def erases(uow: FakeUnitOfWork, owner: str) -> None:
        if owner == keyless:
            raise NotFound("There is nothing on record of it.")
        erase(uow, owner)

    monkeypatch.setattr(FakeUnitOfWork, "erase", erases)
    assert [receipt.subject for receipt in erased(school)] == [other]
    assert f"could not be erased: {Kept.COMPLAINTS.value} {keyless}" in caplog.text


@pytest.mark.parametrize("names_it", [True, False])
def test_what_an_open_incident_is_about_stays_until_it_is_closed(
    school: MadeSchool, *, names_it: bool
) -> None:
    dpo, about = school.actor("dpo"), post(school) if names_it else ""
    with school.begin() as uow:
        command = OpenIncident(IncidentKind.OTHER, uow.now, "A question.", about)
        incident = open_incident(uow, dpo, command).id
    assert erased(school) == ()
    assert [item.stays for item in looked(school).due] == ["an incident is open"]
    with school.begin() as uow:
        add_note(uow, dpo, AddNote(incident, Done.NOT_TO_ICO, "Nothing got out."))
        add_note(uow, dpo, AddNote(incident, Done.CLOSED, "Closed."))
    assert len(erased(school)) == 1


@pytest.mark.parametrize("names_it", [True, False])
def test_what_an_open_complaint_is_about_stays_until_it_is_answered(
    school: MadeSchool, *, names_it: bool
) -> None:
    dpo, about = school.actor("dpo"), post(school) if names_it else ""
    with school.begin() as uow:
        today = DAY + timedelta(11)
        complaint = record_complaint(uow, dpo, Received(today, "Ms Test", "It.", about)).id
    assert erased(school) == ()
    acknowledged(school, complaint, DAY + timedelta(12))
    answered(school, complaint, DAY + timedelta(12))
    assert len(erased(school)) == 1


def test_what_another_incident_or_complaint_is_about_goes(school: MadeSchool) -> None:
    school.write(slug="other", words="Another one.")
    dpo = school.actor("dpo")
    with school.begin() as uow:
        other = next(v.id for v in uow.posts.all() if v.slug == "other")
        open_incident(uow, dpo, OpenIncident(IncidentKind.OTHER, uow.now, "About that.", other))
        record_complaint(uow, dpo, Received(DAY, "Ms Test", "That.", other))
    assert len(erased(school)) == 1


def test_a_complaint_is_about_a_post_that_there_is(school: MadeSchool) -> None:
    dpo = school.actor("dpo")
    with school.begin() as uow, pytest.raises(NotFound, match="no such post"):
        record_complaint(uow, dpo, Received(DAY, "Ms Test", "That.", "nothing"))


@pytest.mark.parametrize("who", ["dpo", "dsl", "head"])
def test_what_somebody_ordered_to_be_kept_stays_until_that_ends(
    school: MadeSchool, who: str
) -> None:
    actor = school.actor(who)
    with school.begin() as uow:
        order = keep_longer(uow, actor, uow.posts.all()[0].id, WHY)
    assert erased(school) == ()
    assert looked(school).stays == (order,)
    with school.begin() as uow:
        end_stay(uow, actor, order.id)
        told = [e for e in uow.ledger.entries() if e.what.startswith("keeping.")]
    assert [entry.what for entry in told] == ["keeping.longer", "keeping.ended"]
    assert "solicitor" not in str([dict(entry.details) for entry in told])
    assert len(erased(school)) == 1
    with school.begin() as uow, pytest.raises(NotFound):
        end_stay(uow, actor, order.id)


def test_a_complaint_can_be_kept_longer_too() -> None:
    school = MadeSchool()
    complaint, dpo = received(school), school.actor("dpo")
    acknowledged(school, complaint)
    answered(school, complaint)
    decide(school, Kept.COMPLAINTS)
    with school.begin() as uow:
        keep_longer(uow, dpo, complaint, WHY)
    school.clock.move(days=30)
    assert erased(school) == ()


def test_an_order_has_a_reason_a_subject_and_somebody_who_may_give_it(school: MadeSchool) -> None:
    dpo, teacher = school.actor("dpo"), school.actor("teacher")
    with school.begin() as uow:
        gone = uow.posts.all()[0].id
        with pytest.raises(UsageError, match="reason"):
            keep_longer(uow, dpo, gone, "Because.")
        with pytest.raises(NotFound):
            keep_longer(uow, dpo, "nothing", WHY)
        with pytest.raises(NotAllowed):
            keep_longer(uow, teacher, gone, WHY)
        with pytest.raises(NotFound):
            end_stay(uow, dpo, "nothing")
        with pytest.raises(NotAllowed):
            end_stay(uow, teacher, "nothing")


def test_what_came_up_in_between_is_looked_at_again(school: MadeSchool) -> None:
    """An incident is opened after the list was made and before this post's turn came."""
    dpo = school.actor("dpo")
    begin, turns = school.records.begin, []

    def between() -> object:
        turns.append(1)
        if len(turns) == 2:
            with begin() as uow:
                open_incident(uow, dpo, OpenIncident(IncidentKind.OTHER, uow.now, "It."))
        return begin()

    school.records.begin = between  # type: ignore[method-assign, assignment]
    assert erase_due(school.records) == ()
    assert post(school)


@pytest.mark.parametrize("no", [holds, objects])
def test_what_bars_a_child_moves_nothing(
    school: MadeSchool, no: Callable[[MadeSchool], object]
) -> None:
    no(school)
    assert len(erased(school)) == 1
