"""Tests of entering a trip and of what is said while it lasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.trips.all_back import say_news, unsay_all_back
from gatekeeper.desk.trips.plan_trip import TripPlan, plan_trip
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.release import Grant, GrantEnd, TaskKind
from gatekeeper.domain.trip import Trip, TripNews
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.opened_school import OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


def plan(school: OpenedSchool, **changes: object) -> TripPlan:
    starts = school.clock.now() + timedelta(hours=1)
    made = TripPlan(
        "Oak Wood",
        "Oak Wood, Little Mere",
        frozenset({"Year 4"}),
        starts,
        starts + timedelta(hours=5),
        "Mx Teacher",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


@pytest.fixture
def trip(school: OpenedSchool) -> Trip:
    """Return a trip that began an hour ago."""
    teacher = school.actor("teacher")
    with school.begin() as uow:
        made = plan_trip(uow, teacher, plan(school))
    school.clock.move(hours=2)
    return made


def say(school: OpenedSchool, who: str, trip: Trip, news: TripNews, words: str = "") -> Trip:
    actor = school.actor(who)
    with school.begin() as uow:
        return say_news(uow, actor, trip.id, news, words)


# --- planning -----------------------------------------------------------------------------


def test_a_trip_is_on_record_with_its_leader(school: OpenedSchool, trip: Trip) -> None:
    with school.begin() as uow:
        assert uow.trips.get(trip.id) == trip
    assert trip.leader == school.people["teacher"].id
    assert trip.all_back_at is None
    (entry,) = school.ledger("trip.planned")
    assert (entry.subject, entry.details) == (trip.id, {})


def test_a_trip_may_have_a_short_name_of_its_own_and_once(school: OpenedSchool) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        assert plan_trip(uow, teacher, plan(school, id="oak-wood")).id == "oak-wood"
    with pytest.raises(UsageError, match="already"), school.begin() as uow:
        plan_trip(uow, teacher, plan(school, id="oak-wood"))


@pytest.mark.parametrize("name", ["Oak Wood", "zoë", "-oak", "x" * 41, "a/b"])
def test_a_short_name_is_short_and_plain(school: OpenedSchool, name: str) -> None:
    teacher = school.actor("teacher")
    with pytest.raises(UsageError, match="small letters"), school.begin() as uow:
        plan_trip(uow, teacher, plan(school, id=name))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"name": " "}, "a name, a place and the groups"),
        ({"place": ""}, "a name, a place and the groups"),
        ({"groups": frozenset()}, "a name, a place and the groups"),
        ({"starts": datetime(2026, 11, 16, 9)}, "zone"),  # noqa: DTZ001
        ({"ends": datetime(2026, 11, 16, 9)}, "zone"),  # noqa: DTZ001
    ],
)
def test_what_is_missing_in_a_plan_is_said(
    school: OpenedSchool, changes: dict[str, object], words: str
) -> None:
    teacher = school.actor("teacher")
    with pytest.raises(UsageError, match=words), school.begin() as uow:
        plan_trip(uow, teacher, plan(school, **changes))


def test_groups_are_spelt_as_on_the_register_and_no_other_goes(school: OpenedSchool) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        uow.enrol_pupil(Pupil("amina", "1", "Amina", "Test", school_class="Year 4"))
    with school.begin() as uow:
        typed = frozenset({" year  4"})
        assert plan_trip(uow, teacher, plan(school, groups=typed)).groups == {"Year 4"}
    with pytest.raises(NotFound) as error, school.begin() as uow:
        plan_trip(uow, teacher, plan(school, groups=frozenset({"Yr 4"})))
    assert "Did you mean Year 4?" in error.value.remedy
    with pytest.raises(NotFound) as error, school.begin() as uow:
        plan_trip(uow, teacher, plan(school, groups=frozenset({"Chess"})))
    assert "as it stands in the register" in error.value.remedy


def test_a_trip_ends_after_it_starts(school: OpenedSchool) -> None:
    teacher, made = school.actor("teacher"), plan(school)
    with pytest.raises(UsageError, match="ends after"), school.begin() as uow:
        plan_trip(uow, teacher, replace(made, ends=made.starts))


def test_the_leader_is_somebody_who_is_here(school: OpenedSchool) -> None:
    teacher = school.actor("teacher")
    with pytest.raises(NotFound), school.begin() as uow:
        plan_trip(uow, teacher, plan(school, leader="A Stranger"))


@pytest.mark.parametrize("who", ["governor", "dpo"])
def test_a_governor_plans_no_trip(school: OpenedSchool, who: str) -> None:
    actor = school.actor(who)
    with pytest.raises(NotAllowed), school.begin() as uow:
        plan_trip(uow, actor, plan(school))


# --- all back -----------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["teacher", "office", "deputy", "head"])
def test_leader_office_and_leadership_say_all_back(
    school: OpenedSchool, trip: Trip, who: str
) -> None:
    told = say(school, who, trip, TripNews.ALL_BACK)
    assert told.all_back_at is not None
    assert told.all_back_by == school.people[who].id
    (entry,) = school.ledger("trip.all_back")
    assert (entry.actor, entry.subject) == (told.all_back_by, trip.id)


@pytest.mark.parametrize("who", ["pastoral", "dsl", "dpo", "governor"])
def test_nobody_else_does(school: OpenedSchool, trip: Trip, who: str) -> None:
    with pytest.raises(NotAllowed, match="everybody is back"):
        say(school, who, trip, TripNews.ALL_BACK)


def test_another_teacher_does_not(school: OpenedSchool) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        trip = plan_trip(uow, teacher, plan(school, leader="Mx Deputy"))
    school.clock.move(hours=2)
    with pytest.raises(NotAllowed):
        say(school, "teacher", trip, TripNews.ALL_BACK)


def test_a_leader_who_has_left_the_school_does_not(school: OpenedSchool, trip: Trip) -> None:
    gone = replace(school.people["teacher"], ended_at=school.clock.now())
    with pytest.raises(NotAllowed), school.begin() as uow:
        say_news(uow, Actor(gone), trip.id, TripNews.ALL_BACK)


def test_the_clock_never_says_it(school: OpenedSchool, trip: Trip) -> None:
    school.clock.move(days=30)
    with school.begin() as uow:
        kept = uow.trips.get(trip.id)
    assert kept is not None
    assert kept.all_back_at is None


@pytest.mark.parametrize("news", [TripNews.PART_BACK, TripNews.RUNNING_LATE])
def test_part_back_and_running_late_are_written_down_and_are_not_all_back(
    school: OpenedSchool, trip: Trip, news: TripNews
) -> None:
    told = say(school, "teacher", trip, news, " Coach B is at the services. ")
    assert told.all_back_at is None
    assert told.ends == trip.ends
    assert told.news == (
        f"16/11/2026 11:30, Mx Teacher: {news.value}: Coach B is at the services.",
    )
    assert "Coach" not in repr(school.ledger())


def test_everything_that_was_said_stays_oldest_first(school: OpenedSchool, trip: Trip) -> None:
    say(school, "teacher", trip, TripNews.RUNNING_LATE)
    say(school, "teacher", trip, TripNews.PART_BACK)
    told = say(school, "office", trip, TripNews.ALL_BACK)
    assert [line.rpartition(": ")[2] for line in told.news] == [
        "running late",
        "part of the group is back",
        "all back",
    ]


def test_nobody_is_back_before_the_trip_begins(school: OpenedSchool) -> None:
    teacher = school.actor("teacher")
    with school.begin() as uow:
        trip = plan_trip(uow, teacher, plan(school))
    with pytest.raises(NotYet, match="has not begun"):
        say(school, "teacher", trip, TripNews.ALL_BACK)


@pytest.mark.parametrize("news", TripNews)
def test_after_all_back_nothing_is_said_without_taking_it_back(
    school: OpenedSchool, trip: Trip, news: TripNews
) -> None:
    say(school, "teacher", trip, TripNews.ALL_BACK)
    with pytest.raises(NotYet, match="back from Oak Wood already"):
        say(school, "office", trip, news)


def test_there_must_be_such_a_trip(school: OpenedSchool) -> None:
    office = school.actor("office")
    with pytest.raises(NotFound), school.begin() as uow:
        say_news(uow, office, "nothing", TripNews.ALL_BACK)


# --- taking it back -------------------------------------------------------------------------


def unsay(school: OpenedSchool, trip: Trip, reason: str, who: str = "office") -> Trip:
    actor = school.actor(who)
    with school.begin() as uow:
        return unsay_all_back(uow, actor, trip.id, reason)


def test_all_back_is_taken_back_with_a_reason_and_can_be_said_again(
    school: OpenedSchool, trip: Trip
) -> None:
    say(school, "teacher", trip, TripNews.ALL_BACK)
    told = unsay(school, trip, "The second coach is still out.")
    assert (told.all_back_at, told.all_back_by) == (None, "")
    assert told.news[-1].endswith("said too early: The second coach is still out.")
    assert school.ledger("trip.all_back_unsaid")[0].subject == trip.id
    assert say(school, "teacher", trip, TripNews.ALL_BACK).all_back_at is not None


def test_open_grants_of_posts_about_the_trip_end_and_no_others(
    school: OpenedSchool, trip: Trip
) -> None:
    say(school, "teacher", trip, TripNews.ALL_BACK)
    with school.begin() as uow:
        for name, about in (("about", trip.id), ("other", None)):
            post = Post(name, "Words.", uow.now, (ChannelName.INSTAGRAM,), trip=about)
            uow.posts.put(Version(name, 1, name, post, "teacher", uow.now))
            until = uow.now + timedelta(hours=24)
            grant = Grant(
                f"g {name}", name, 1, "d", "s", ChannelName.INSTAGRAM, "t", uow.now, until, "n"
            )
            uow.grants.put(replace(grant, fetched=(uow.now,)))
    unsay(school, trip, "The second coach is still out.")
    with school.begin() as uow:
        assert [g.ended for g in uow.grants.all()] == [GrantEnd.VOID, None]
        assert [(t.kind, t.subject) for t in uow.tasks.all()] == [
            (TaskKind.DELETE_FROM_GALLERY, "g about")
        ]


def test_it_cannot_be_taken_back_without_a_reason_or_before_it_was_said(
    school: OpenedSchool, trip: Trip
) -> None:
    with pytest.raises(NotYet):
        unsay(school, trip, "A reason.")
    say(school, "teacher", trip, TripNews.ALL_BACK)
    with pytest.raises(UsageError, match="why"):
        unsay(school, trip, " ")
    with pytest.raises(NotAllowed):
        unsay(school, trip, "A reason.", who="governor")
