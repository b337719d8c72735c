"""What the dossier is told of trips, groups, history and people."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from gatekeeper.desk.checking.assemble import assemble
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.place import MILLION, Place
from gatekeeper.domain.trip import Trip
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture

HERE = Place(51_250_000, 1_530_000)


def dossier(school: MadeSchool, post: str = "news") -> Dossier:
    with school.begin() as uow:
        return assemble(uow, school.school, school.examiners.bundle(), find_post(uow, post))


def carrying(school: MadeSchool, site: Place | None, **carried: Any) -> Dossier:
    """Return the dossier of a post whose picture carried this, at a school that is there."""
    school.write(picture("a", 1))
    school.check()
    with school.begin() as uow:
        reading, _ = uow.readings.all()
        assert reading.facts is not None
        facts = replace(reading.facts, carried=replace(reading.facts.carried, **carried))
        told = replace(reading, facts=facts)
        uow.readings.put(told, seen=uow.readings.version(reading.id))
        there = replace(school.school, calendar=replace(school.school.calendar, site=site))
        return assemble(uow, there, school.examiners.bundle(), find_post(uow, "news"))


def test_a_picture_says_how_far_away_it_was_taken_and_never_where() -> None:
    (seen,) = carrying(MadeSchool(), HERE, place=(51_259_000, 1_530_000)).pictures

    assert seen.metres_away == 1001
    assert seen.facts is not None
    assert seen.facts.carried.place is None


def test_without_the_schools_place_nobody_can_say_how_far() -> None:
    (seen,) = carrying(MadeSchool(), None, place=(51 * MILLION, 1)).pictures
    assert seen.metres_away is None


def test_a_picture_without_a_place_is_nowhere() -> None:
    (seen,) = carrying(MadeSchool(), HERE, place=None).pictures
    assert seen.metres_away is None


def test_the_camera_tells_the_time_at_the_school() -> None:
    (seen,) = carrying(MadeSchool(), None, taken_at="2026-07-01 09:30:00").pictures
    assert seen.taken_at == datetime(2026, 7, 1, 8, 30, tzinfo=UTC)


def test_a_camera_that_shows_no_real_time_tells_none() -> None:
    (seen,) = carrying(MadeSchool(), None, taken_at="0000-00-00 00:00:00").pictures
    assert seen.taken_at is None


def test_a_picture_that_nobody_looked_at_tells_nothing() -> None:
    school = MadeSchool()
    school.write(picture("a", 1))
    (seen,) = dossier(school).pictures
    assert (seen.taken_at, seen.metres_away) == (None, None)


def test_a_refused_picture_tells_nothing() -> None:
    school = MadeSchool()
    school.write(picture("a", refuse="This is a video."))
    school.check()
    (seen,) = dossier(school).pictures
    assert (seen.readable, seen.taken_at, seen.metres_away) == (False, None, None)


def test_trips_that_have_begun_and_are_not_over_are_told() -> None:
    school = MadeSchool()
    school.write()
    with school.begin() as uow:
        hour = timedelta(hours=1)
        for name, begins, back in (
            ("yesterday", -24 * hour, uow.now),
            ("late", -24 * hour, None),
            ("now", -hour, None),
            ("later", hour, None),
        ):
            starts = uow.now + begins
            groups = frozenset({"Year 5"})
            trip = Trip(name, name, "Zoo", groups, starts, starts + 2 * hour, "teacher", back)
            uow.trips.put(trip)

    assert [trip.id for trip in dossier(school).trips_under_way] == ["late", "now"]


def test_groups_are_those_of_the_post_and_of_everybody_named() -> None:
    school = MadeSchool()
    with school.begin() as uow:
        school.enrol(uow, "dara", "Year 6")
    school.write(picture("a", 1))
    school.check()
    assert dossier(school).groups_shown == {"Year 4"}
    school.say("dara")
    assert dossier(school).groups_shown == {"Year 4", "Year 6"}


def test_authors_and_whoever_may_upload_are_told() -> None:
    school = MadeSchool()
    school.write()
    found = {w.id: (w.wrote, w.uploads, w.aup_read) for w in dossier(school).workers}

    assert found == {"deputy": (False, True, DAY), "teacher": (True, False, DAY)}


def test_what_was_published_lately_is_told() -> None:
    school = MadeSchool()
    school.published()
    assert [past.day for past in dossier(school).history.posts] == [DAY]


def test_each_group_is_counted_and_whoever_left_is_in_none() -> None:
    school = MadeSchool()
    school.write()
    before = dict(dossier(school).group_sizes or {})
    with school.begin() as uow:
        school.enrol(uow, "dara", "Year 6")
        school.enrol(uow, "emil", "Year 6")
        for pupil, left in (("dara", None), ("emil", DAY)):
            known = uow.pupils.get(pupil)
            assert known is not None
            changed = replace(known, groups=frozenset({"Choir"}), left_on=left)
            uow.pupils.put(changed, seen=uow.pupils.version(pupil))

    assert dossier(school).group_sizes == before | {"Choir": 1, "Year 6": 1}
