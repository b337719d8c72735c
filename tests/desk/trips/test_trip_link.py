"""The leader's link: what it may say, to whom it is given, and when it ends."""

from __future__ import annotations

from datetime import timedelta

import pytest

from gatekeeper.desk.trips.all_back import say_news, unsay_all_back
from gatekeeper.desk.trips.plan_trip import TripPlan, plan_trip
from gatekeeper.desk.trips.trip_link import (
    MadeLink,
    NoSuchLink,
    end_trip_link,
    make_trip_link,
    open_links,
    say_by_link,
    trip_of_link,
)
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.trip import LINK_OUTLIVES, Trip, TripNews
from gatekeeper.errors import NotAllowed, NotFound, NotYet, UsageError
from tests.desk.opened_school import OpenedSchool


@pytest.fixture
def school() -> OpenedSchool:
    return OpenedSchool()


@pytest.fixture
def trip(school: OpenedSchool) -> Trip:
    """Return a trip of five hours that began an hour ago."""
    teacher, starts = school.actor("teacher"), school.clock.now() + timedelta(hours=1)
    groups, ends = frozenset({"Year 4"}), starts + timedelta(hours=5)
    with school.begin() as uow:
        made = plan_trip(
            uow, teacher, TripPlan("Oak Wood", "Mere", groups, starts, ends, "Mx Teacher")
        )
    school.clock.move(hours=2)
    return made


def linked(school: OpenedSchool, trip: Trip, who: str = "office") -> MadeLink:
    actor = school.actor(who)
    with school.begin() as uow:
        return make_trip_link(uow, actor, trip.id)


def say(school: OpenedSchool, code: str, news: TripNews) -> Trip:
    with school.begin() as uow:
        return say_by_link(uow, code, news)


def opens(school: OpenedSchool, code: str) -> bool:
    with school.begin() as uow:
        try:
            trip_of_link(uow, code)
        except NoSuchLink:
            return False
        return True


@pytest.mark.parametrize("who", ["office", "deputy", "head"])
def test_office_and_leadership_make_it(school: OpenedSchool, trip: Trip, who: str) -> None:
    made = linked(school, trip, who)
    assert opens(school, made.code)
    (entry,) = school.ledger("trip.link_made")
    assert (entry.subject, entry.details) == (trip.id, {"link": made.link.id[:16]})


def test_nobody_else_makes_or_ends_it(school: OpenedSchool, trip: Trip) -> None:
    teacher = school.actor("teacher")
    for deed in (make_trip_link, end_trip_link):
        with pytest.raises(NotAllowed), school.begin() as uow:
            deed(uow, teacher, trip.id)


def test_only_a_digest_of_the_code_is_kept(school: OpenedSchool, trip: Trip) -> None:
    made = linked(school, trip)
    with school.begin() as uow:
        assert uow.trip_links.all() == (made.link,)
    assert made.link.id == digest("trip-link", made.code)
    assert len(made.code) >= 43
    assert made.code not in repr(made.link)


def test_by_it_the_leader_says_that_everybody_is_back(school: OpenedSchool, trip: Trip) -> None:
    made = linked(school, trip)
    told = say(school, made.code, TripNews.ALL_BACK)
    assert told.all_back_by == trip.leader
    assert "by the trip's link" in told.news[-1]
    (entry,) = school.ledger("trip.all_back")
    assert (entry.actor, entry.subject) == (trip.leader, trip.id)


def test_running_late_lets_nothing_go(school: OpenedSchool, trip: Trip) -> None:
    told = say(school, linked(school, trip).code, TripNews.RUNNING_LATE)
    assert told.all_back_at is None
    assert "running late" in told.news[-1]


def test_nothing_else_can_be_said_by_it(school: OpenedSchool, trip: Trip) -> None:
    made = linked(school, trip)
    with pytest.raises(UsageError, match="all back, or running late"):
        say(school, made.code, TripNews.PART_BACK)


def test_after_all_back_it_says_nothing_more(school: OpenedSchool, trip: Trip) -> None:
    made = linked(school, trip)
    say(school, made.code, TripNews.ALL_BACK)
    assert opens(school, made.code)  # the page tells that everybody is back
    with pytest.raises(NotYet, match="already"):
        say(school, made.code, TripNews.RUNNING_LATE)


def test_it_opens_again_when_all_back_was_said_too_early(school: OpenedSchool, trip: Trip) -> None:
    made, office = linked(school, trip), school.actor("office")
    say(school, made.code, TripNews.ALL_BACK)
    with school.begin() as uow:
        unsay_all_back(uow, office, trip.id, "two were still at the services")
    assert say(school, made.code, TripNews.ALL_BACK).all_back_at is not None


def test_it_opens_until_a_day_after_the_planned_end(school: OpenedSchool, trip: Trip) -> None:
    made = linked(school, trip)
    school.clock.set_to(trip.ends + LINK_OUTLIVES - timedelta(seconds=1))
    assert opens(school, made.code)
    school.clock.set_to(trip.ends + LINK_OUTLIVES)
    assert not opens(school, made.code)
    with pytest.raises(NotYet, match="is over"):
        linked(school, trip)


def test_a_new_link_ends_the_one_before(school: OpenedSchool, trip: Trip) -> None:
    first, second = linked(school, trip), linked(school, trip)
    assert not opens(school, first.code)
    assert opens(school, second.code)
    assert len(school.ledger("trip.link_ended")) == 1


def test_an_ended_link_says_the_same_as_one_that_never_was(
    school: OpenedSchool, trip: Trip
) -> None:
    made, office = linked(school, trip), school.actor("office")
    with school.begin() as uow:
        assert open_links(uow) == {trip.id}
        assert end_trip_link(uow, office, trip.id) == 1
        assert end_trip_link(uow, office, trip.id) == 0
        assert open_links(uow) == frozenset()
    said = []
    for code in (made.code, "x", ""):
        with pytest.raises(NoSuchLink) as error, school.begin() as uow:
            say_by_link(uow, code, TripNews.ALL_BACK)
        said.append((str(error.value), error.value.remedy))
    assert len(set(said)) == 1


def test_a_link_is_for_a_trip_that_is_there_and_not_over(school: OpenedSchool, trip: Trip) -> None:
    office = school.actor("office")
    with pytest.raises(NotFound), school.begin() as uow:
        make_trip_link(uow, office, "none")
    with school.begin() as uow:
        say_news(uow, office, trip.id, TripNews.ALL_BACK)
    with pytest.raises(NotYet, match="is over"):
        linked(school, trip)
