"""The small picture of the naming grid: lock open or shut, until the day of leaving."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.reference_pictures import (
    keep_reference_picture,
    reference_picture,
    switch_reference_pictures,
)
from gatekeeper.desk.register.erase_child import Erasure, erase_child
from gatekeeper.domain.biometrics import LOCK, ReferencePicture
from gatekeeper.errors import CouldNotCheck, NotAllowed, NotFound, NotYet, PictureRefused
from tests.desk.made_school import DAY, PEOPLE
from tests.desk.matched_school import MatchedSchool
from tests.desk.opened_school import OpenedSchool, pupil_row
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits


@pytest.fixture
def school() -> MatchedSchool:
    return MatchedSchool()


def keep(
    school: MatchedSchool | OpenedSchool, pupil: str, data: bytes, who: str = "office"
) -> ReferencePicture:
    matcher = school.matcher if isinstance(school, MatchedSchool) else FakePortraits()
    return keep_reference_picture(school.records, matcher, school.actor(who), pupil, data)


def shown(school: MatchedSchool | OpenedSchool, pupil: str) -> bytes | None:
    with school.begin() as uow:
        return reference_picture(uow, pupil)


def leaves(school: MatchedSchool, pupil: str, days: int = 0) -> None:
    with school.begin() as uow:
        child = uow.pupils.get(pupil)
        assert child is not None
        uow.pupils.put(replace(child, left_on=DAY + timedelta(days)), seen=1)


def test_it_is_kept_with_the_lock_shut_and_nothing_is_measured(school: MatchedSchool) -> None:
    keep(school, "amina", picture("amina 1", 1))
    assert shown(school, "amina") == b"small picture of amina 1"
    assert shown(school, "ben") is None
    assert school.matcher.measured == []
    (entry,) = school.entries("reference_picture.kept")
    assert (entry.actor, entry.subject, entry.details) == ("office", "amina", {})


def test_a_newer_one_takes_its_place_for_good(school: MatchedSchool) -> None:
    first = keep(school, "amina", picture("amina 1", 1))
    keep(school, "amina", picture("amina 2", 1))
    assert shown(school, "amina") == b"small picture of amina 2"
    with school.begin() as uow:
        assert uow.destroyed(first.id)
        with pytest.raises(CouldNotCheck):
            uow.blobs.get(first.id, first.digest)


def test_a_picture_of_a_class_is_not_kept(school: MatchedSchool) -> None:
    with pytest.raises(PictureRefused, match="28 faces"):
        keep(school, "amina", picture("year 4", 28))
    assert shown(school, "amina") is None


def test_the_officer_switches_them_off_and_those_there_are_are_gone(school: MatchedSchool) -> None:
    kept = keep(school, "amina", picture("amina 1", 1))
    dpo = school.actor("dpo")
    with school.begin() as uow:
        assert switch_reference_pictures(uow, dpo, on=False) == 1
    assert shown(school, "amina") is None
    with school.begin() as uow:
        assert uow.destroyed(kept.id)
    with pytest.raises(NotYet, match="switched small pictures off"):
        keep(school, "amina", picture("amina 1", 1))
    with school.begin() as uow:
        assert switch_reference_pictures(uow, dpo, on=True) == 0
    keep(school, "amina", picture("amina 1", 1))
    assert shown(school, "amina") is not None
    whats = [e.what for e in school.entries("reference_pictures.off", "reference_pictures.on")]
    assert whats == ["reference_pictures.off", "reference_pictures.on"]


def test_opening_the_lock_leaves_them_switched_off(school: MatchedSchool) -> None:
    dpo = school.actor("dpo")
    with school.begin() as uow:
        switch_reference_pictures(uow, dpo, on=False)
    assert school.open_lock().reference_pictures is False


def test_switching_is_the_officers_alone_and_needs_a_step_up(school: MatchedSchool) -> None:
    for actor in [*map(school.actor, sorted(set(PEOPLE) - {"dpo"})), school.actor("dpo")]:
        bare = Actor(actor.person)
        with pytest.raises(NotAllowed), school.begin() as uow:
            switch_reference_pictures(uow, bare, on=False)
    with school.begin() as uow:
        assert uow.locks.get(LOCK) is None


@pytest.mark.parametrize("who", ["teacher", "dsl", "governor"])
def test_only_office_leadership_and_dpo_keep_them(school: MatchedSchool, who: str) -> None:
    with pytest.raises(NotAllowed, match="enrolled pictures"):
        keep(school, "amina", picture("amina 1", 1), who)


def test_nothing_is_kept_of_a_child_who_is_not_on_the_roll(school: MatchedSchool) -> None:
    leaves(school, "amina")
    for pupil in ("amina", "nobody"):
        with pytest.raises(NotFound, match="not on the roll"):
            keep(school, pupil, picture("amina 1", 1))


# --- leaving -----------------------------------------------------------------------------------


def test_on_the_day_of_leaving_everything_of_the_face_goes_at_the_first_check(
    school: MatchedSchool,
) -> None:
    school.enrolled("amina", "ben")
    leaves(school, "amina", days=1)
    school.write(slug="first")
    school.check("first")
    with school.begin() as uow:
        assert len(uow.enrolments.all()) == 4
    school.clock.move(days=1)
    assert shown(school, "amina") is None, "not shown even before anything was destroyed"
    school.check("first")
    with school.begin() as uow:
        assert {e.pupil for e in uow.enrolments.all()} == {"ben"}
        assert {r.pupil for r in uow.reference_pictures.all()} == {"ben"}
    (entry,) = school.entries("templates.destroyed")
    assert (entry.subject, entry.details["enrolled pictures"]) == ("amina", "2")
    (entry,) = school.entries("reference_picture.destroyed")
    assert entry.subject == "amina"


def test_leavers_are_looked_for_once_a_day(school: MatchedSchool) -> None:
    school.enrolled("amina")
    school.write()
    school.check()
    leaves(school, "amina")
    school.check()
    with school.begin() as uow:
        assert len(uow.enrolments.all()) == 2, "an import looks at once; see the next test"
    school.clock.move(days=1)
    school.check()
    with school.begin() as uow:
        assert uow.enrolments.all() == ()


def test_whoever_is_missing_in_a_register_file_has_no_picture_any_more() -> None:
    school = OpenedSchool()
    school.take(*(pupil_row(f"M{n}") for n in range(1, 12)))
    for name in ("M1", "M2"):
        keep(school, school.pupil(name), picture(f"{name} 1", 1))
    school.take(*(pupil_row(f"M{n}") for n in range(2, 12)))
    assert shown(school, school.pupil("M1")) is None
    with school.begin() as uow:
        assert [r.pupil for r in uow.reference_pictures.all()] == [uow.pupil_id("M2")]


def test_an_erased_child_leaves_no_face(school: MatchedSchool) -> None:
    school.enrolled("amina", "ben")
    with school.begin() as uow:
        mine = [e.id for e in uow.enrolments.all() if e.pupil == "amina"]
        mine += [r.id for r in uow.reference_pictures.all() if r.pupil == "amina"]
    leaves(school, "amina")
    dpo = school.actor("dpo")
    with school.begin() as uow:
        erase_child(uow, dpo, Erasure("amina", "The family asked for it."))
    with school.begin() as uow:
        assert len(mine) == 3
        assert all(uow.destroyed(i) for i in mine)
        assert uow.biometrics.of("amina") == ()
        assert {e.pupil for e in uow.enrolments.all()} == {"ben"}
