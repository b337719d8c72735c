"""What the server does by itself: it says, it voids, it never publishes; once, whenever it runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from gatekeeper.desk.posts.find_post import history, stage_of
from gatekeeper.desk.posts.recall import recall
from gatekeeper.desk.publishing.look_after import JOB, LEASE, LookedAfter, look_after
from gatekeeper.desk.publishing.publish import did_not_go_out
from gatekeeper.desk.publishing.waiting import Wait, lapses_at, waits
from gatekeeper.desk.school import LONDON
from gatekeeper.desk.tasks.finish_task import finish_task
from gatekeeper.desk.trips.all_back import say_news, unsay_all_back
from gatekeeper.domain.calendar import SchoolCalendar, Span
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.stage import History, Stage
from gatekeeper.domain.trip import Trip, TripNews
from gatekeeper.errors import StaleWrite
from gatekeeper.ports import UnitOfWork
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

YEAR = Span("All year", date(2026, 9, 2), date(2027, 7, 21))
HALF_TERMS = (Span("Autumn", date(2026, 10, 26), date(2026, 10, 30)),)
FRIDAY = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


@pytest.fixture
def school() -> MadeSchool:
    made = MadeSchool()
    made.__dict__["school"] = replace(
        made.school, calendar=SchoolCalendar("Oakfield Primary", (YEAR,), HALF_TERMS)
    )
    return made


def on_a_trip(school: MadeSchool) -> None:
    """Sign a post about a trip that is under way."""
    with school.begin() as uow:
        groups = frozenset({"Year 4"})
        uow.trips.put(Trip("wood", "Wood", "The wood", groups, uow.now, uow.now, "teacher"))
    school.clock.move(hours=1)
    school.signed(picture("a", 1), names=("amina",), trip="wood")


def back(school: MadeSchool) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        say_news(uow, teacher, "wood", TripNews.ALL_BACK)


def look(school: MadeSchool) -> LookedAfter:
    found = look_after(school.records, school.approval)
    assert found is not None
    return found


def tasks(school: MadeSchool, kind: TaskKind = TaskKind.READY) -> list[Task]:
    with school.begin() as uow:
        return [task for task in uow.tasks.all() if task.kind is kind]


def stage(school: MadeSchool) -> Stage:
    with school.begin() as uow:
        return stage_of(uow, next(v.id for v in uow.posts.all()))


def entries(school: MadeSchool) -> tuple[Entry, ...]:
    with school.begin() as uow:
        return uow.ledger.entries()


# --- waits --------------------------------------------------------------------------------


def test_a_post_is_ready_when_everybody_is_back_and_not_by_the_clock(school: MadeSchool) -> None:
    on_a_trip(school)
    school.clock.move(days=1)
    assert look(school) == LookedAfter()
    back(school)
    assert len(look(school).ready) == 1
    (task,) = tasks(school)
    assert (task.subject, task.done_at) == (look_up(school), None)


def look_up(school: MadeSchool) -> str:
    with school.begin() as uow:
        return uow.posts.all()[0].id


def test_it_is_said_once_however_often_it_is_looked_after(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    look(school)
    before = entries(school)
    for _ in range(3):
        assert look(school) == LookedAfter()
    assert entries(school) == before
    assert len(tasks(school)) == 1


def test_nothing_is_published_by_it(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    look(school)
    assert stage(school) is Stage.APPROVED
    with school.begin() as uow:
        assert (uow.grants.all(), uow.published.all()) == ((), ())


def test_a_post_that_waited_for_its_time_is_ready_then(school: MadeSchool) -> None:
    wanted = school.clock.now() + timedelta(days=2)
    school.signed(picture("a", 1), names=("amina",), wanted_at=wanted)
    school.clock.set_to(wanted - timedelta(seconds=1))
    assert look(school) == LookedAfter()
    school.clock.set_to(wanted)
    assert len(look(school).ready) == 1


def test_a_post_that_waited_for_nothing_is_not_told_of(school: MadeSchool) -> None:
    school.signed(picture("a", 1), names=("amina",))
    assert look(school) == LookedAfter()
    assert not tasks(school)


def test_all_back_said_too_early_is_taken_back_and_said_again(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    look(school)
    office = school.actor("office")
    with school.begin() as uow:
        unsay_all_back(uow, office, "wood", "two were missing")
    look(school)
    (task,) = tasks(school)
    assert (task.done_by, task.outcome) == (SCHOOL, "it waits again")
    back(school)
    assert len(look(school).ready) == 1
    assert [t.done_at is None for t in tasks(school)] == [False, True]


def test_a_post_that_somebody_changed_in_between_keeps_no_other_waiting(
    school: MadeSchool, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_a_trip(school)
    back(school)
    with school.begin() as uow:
        (signed,) = uow.sign_offs.all()
        uow.sign_offs.put(replace(signed, id="another", post=" changed just now"))

    def changed(uow: UnitOfWork, post: str) -> History:
        if post == " changed just now":
            raise StaleWrite("Somebody changed it.")
        return history(uow, post)

    monkeypatch.setattr("gatekeeper.desk.publishing.look_after.history", changed)
    found = look(school)
    assert (found.unjudged, len(found.ready)) == ((" changed just now",), 1)


def test_what_somebody_ticked_off_is_not_said_again(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    look(school)
    deputy = school.actor("deputy")
    with school.begin() as uow:
        finish_task(uow, deputy, uow.tasks.all()[-1].id, "seen")
    assert look(school) == LookedAfter()
    assert len(tasks(school)) == 1


def test_a_yes_whose_facts_changed_meanwhile_is_voided_and_not_called_ready(
    school: MadeSchool,
) -> None:
    on_a_trip(school)
    back(school)
    school.examiners.names.version = "names 2"
    assert len(look(school).voided) == 1
    assert not tasks(school)
    assert stage(school) is Stage.DRAFT


def test_a_post_that_cannot_be_judged_is_left_and_holds_up_no_other(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    with school.begin() as uow:
        adoption = uow.adoptions.all()[0]
        uow.adoptions.put(replace(adoption, digest="other"), seen=1)
    assert len(look(school).unjudged) == 1
    assert not tasks(school)
    with school.begin() as uow:
        uow.adoptions.put(adoption, seen=2)
    assert len(look(school).ready) == 1


def test_the_task_is_closed_once_the_post_went_on(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    look(school)
    teacher = school.actor("teacher")
    with school.begin() as uow:
        recall(uow, teacher, "news", "another picture")
    look(school)
    (task,) = tasks(school)
    assert task.outcome == "it is past that"


# --- lapsing ------------------------------------------------------------------------------


def signed_on(school: MadeSchool, moment: datetime) -> datetime:
    """Have a post signed at a moment; return when its yes lapses."""
    school.signed(picture("a", 1), names=("amina",))
    school.clock.set_to(moment.astimezone(UTC))
    with school.begin() as uow:
        (sign_off,) = uow.sign_offs.all()
        moved = replace(sign_off, at=uow.now)
        uow.sign_offs.put(moved, seen=1)
        return lapses_at(uow, school.school, uow.posts.all()[0], moved)


@pytest.mark.parametrize(
    ("signed", "lapses"),
    [
        (datetime(2026, 11, 16, 15, 30, tzinfo=UTC), datetime(2026, 11, 18, 15, 30, tzinfo=UTC)),
        (FRIDAY, datetime(2026, 11, 24, 15, 30, tzinfo=UTC)),
        (datetime(2026, 11, 19, 15, 30, tzinfo=UTC), datetime(2026, 11, 23, 15, 30, tzinfo=UTC)),
    ],
    ids=["Monday to Wednesday", "Friday to Tuesday", "Thursday to Monday"],
)
def test_a_yes_holds_until_the_second_school_day(
    school: MadeSchool, signed: datetime, lapses: datetime
) -> None:
    assert signed_on(school, signed) == lapses


@pytest.mark.parametrize(
    ("signed", "lapses"),
    [
        (datetime(2026, 10, 23, 15, 30), datetime(2026, 11, 3, 15, 30)),  # noqa: DTZ001
        (datetime(2027, 3, 26, 15, 30), datetime(2027, 3, 30, 15, 30)),  # noqa: DTZ001
        (datetime(2027, 3, 26, 1, 30), datetime(2027, 3, 30, 1, 30)),  # noqa: DTZ001
    ],
    ids=["October, over half-term", "March", "March, at the hour that is left out"],
)
def test_over_a_clock_change_it_lapses_by_the_clock_on_the_wall(
    school: MadeSchool, signed: datetime, lapses: datetime
) -> None:
    told = signed_on(school, signed.replace(tzinfo=LONDON))
    assert told == lapses.replace(tzinfo=LONDON)


def test_beyond_the_calendar_a_yes_holds_48_hours(school: MadeSchool) -> None:
    signed = datetime(2027, 7, 21, 12, 0, tzinfo=UTC)
    assert signed_on(school, signed) == signed + timedelta(hours=48)


@pytest.mark.parametrize("month", [(2026, 10, 22), (2027, 3, 25), (2026, 11, 18)])
def test_what_lapsed_is_voided_and_told_once_and_not_a_moment_before(
    school: MadeSchool, month: tuple[int, int, int]
) -> None:
    lapses = signed_on(school, datetime(*month, 15, 30, tzinfo=LONDON))
    school.clock.set_to(lapses - timedelta(seconds=2))
    assert look(school) == LookedAfter()
    assert stage(school) is Stage.APPROVED
    school.clock.set_to(lapses)
    assert len(look(school).voided) == 1
    assert look(school) == LookedAfter()
    assert stage(school) is Stage.DRAFT
    (task,) = tasks(school, TaskKind.LOOK_AGAIN)
    assert "too old" in task.say


def test_a_server_that_was_off_for_weeks_catches_up(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    school.clock.move(days=40)
    assert len(look(school).voided) == 1
    assert not tasks(school)


def test_while_a_trip_lasts_a_yes_holds_for_14_days_and_no_longer(school: MadeSchool) -> None:
    on_a_trip(school)
    school.clock.move(days=13)
    assert look(school) == LookedAfter()
    school.clock.move(days=1)
    assert len(look(school).voided) == 1


def test_a_day_named_in_the_words_is_waited_for_before_a_yes_lapses(school: MadeSchool) -> None:
    school.clock.set_to(datetime(2026, 11, 16, 9, 30, tzinfo=UTC))
    school.signed(picture("a", 1), names=("amina",))
    with school.begin() as uow:
        version, (sign_off,) = uow.posts.all()[0], uow.sign_offs.all()
        digest = sign_off.statement.decision_digest
        decision = next(d for d in uow.decisions.of(version.id) if d.digest == digest)
        until = datetime(2026, 11, 26, 0, 0, tzinfo=UTC)
        finding = replace(decision.findings[0], waits_for=f"until:{until.isoformat()}")
        uow.decisions.put(
            replace(decision, findings=(finding,)), seen=uow.decisions.version(decision.id)
        )
        signed = next(d for d in uow.decisions.of(version.id) if d.id == decision.id)
        statement = replace(sign_off.statement, decision_digest=signed.digest)
        told = replace(sign_off, statement=statement)
        assert waits(uow, version, told) == Wait(until=until)
        assert lapses_at(uow, school.school, version, told) > until + timedelta(hours=47)


def test_what_a_tablet_holds_is_asked_about_first(school: MadeSchool) -> None:
    school.signed(picture("a", 1), names=("amina",))
    grant = school.granted()
    school.fetch(grant)
    school.clock.move(days=5)
    assert look(school) == LookedAfter()
    deputy = school.actor("deputy")
    with school.begin() as uow:
        did_not_go_out(uow, deputy, grant.id)
    assert len(look(school).voided) == 1


# --- two at once --------------------------------------------------------------------------


def test_a_second_server_leaves_it_to_the_first(school: MadeSchool) -> None:
    on_a_trip(school)
    back(school)
    with school.begin() as uow:
        assert uow.jobs.claim(JOB, LEASE)
    assert look_after(school.records, school.approval) is None
    school.clock.move(minutes=3)  # the first one was killed
    assert len(look(school).ready) == 1


# --- who is told --------------------------------------------------------------------------


def test_who_made_the_post_is_told_that_it_is_ready_or_lapsed(school: MadeSchool) -> None:
    with school.begin() as uow:
        for who in ("teacher", "deputy", "head", "office"):
            person = uow.people.get(who)
            assert person is not None
            address = f"{who}@oakfield.test"
            uow.people.put(replace(person, email=address), seen=uow.people.version(who))
    on_a_trip(school)
    back(school)
    look(school)
    assert told(school, NoticeKind.READY) == ["deputy", "teacher"]
    school.clock.move(days=20)
    look(school)
    assert told(school, NoticeKind.LAPSED) == ["deputy", "teacher"]


def told(school: MadeSchool, kind: NoticeKind) -> list[str]:
    with school.begin() as uow:
        return [notice.person for notice in uow.notices.all() if notice.kind is kind]
