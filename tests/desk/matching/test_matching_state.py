"""What the data protection officer is shown of the lock and of whoever is enrolled."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from gatekeeper.desk.matching.disable_matching import disable_matching
from gatekeeper.desk.matching.enrol_face import GivenPicture
from gatekeeper.desk.matching.matching_state import MatchingState, how_it_stands, matching_state
from gatekeeper.domain.biometrics import LOCK
from gatekeeper.domain.lock import WhyShut
from gatekeeper.errors import NotAllowed, NotYet
from tests.desk.made_school import DAY, PEOPLE
from tests.desk.matched_school import OPENING, MatchedSchool
from tests.fakes.examiners import picture
from tests.fakes.portraits import FakePortraits


@pytest.fixture
def school() -> MatchedSchool:
    return MatchedSchool()


def state(school: MatchedSchool, who: str = "dpo") -> MatchingState:
    actor = school.actor(who)
    with school.begin() as uow:
        return matching_state(uow, actor, school.matcher.template_version)


def test_a_school_that_never_opened_the_lock_has_nothing_behind_it(school: MatchedSchool) -> None:
    seen = state(school)
    assert not seen.open
    assert WhyShut.NOT_OPENED in seen.missing
    assert (seen.officer, seen.review_due, seen.unproved) == ("", False, False)
    assert (seen.on_roll, seen.consenting, seen.enrolled, seen.pictures) == (3, 0, 0, 0)
    assert (seen.suggestions, seen.reference_pictures) == (0, 0)


def test_who_is_enrolled_and_who_waits_is_told_by_name(school: MatchedSchool) -> None:
    school.open_lock()
    school.agreed("amina", "ben", "cleo")
    school.enrol_pictures("amina", "twin 1", "amina 2")
    school.enrol_pictures("ben", "twin 2")
    seen = state(school)
    assert seen.open
    assert seen.officer == "Dpo"
    assert (seen.consenting, seen.enrolled, seen.pictures) == (3, 2, 3)
    assert (seen.waiting, seen.few) == (("Cleo Test",), ("Ben Test",))
    assert seen.look_alikes == (("Amina Test", "Ben Test"),)
    assert (seen.old, seen.other_version, seen.reference_pictures) == ((), (), 2)


def test_a_child_is_old_once_every_picture_is(school: MatchedSchool) -> None:
    school.open_lock()
    school.agreed("amina", "ben")
    old = DAY - timedelta(days=364)
    school.enrol_files("amina", GivenPicture("a", picture("amina 1", 1), old))
    school.enrol_files("amina", GivenPicture("b", picture("amina 2", 1)))
    school.enrol_files("ben", GivenPicture("c", picture("ben 1", 1), old))
    assert state(school).old == ()
    school.clock.move(days=2)
    assert state(school).old == ("Ben Test",)


def test_whoever_was_measured_by_another_version_is_told(school: MatchedSchool) -> None:
    school.enrolled("amina")
    school.matcher = FakePortraits(template_version="templates 2")
    assert state(school).other_version == ("Amina Test",)


@pytest.mark.parametrize(("days", "due"), [(31, False), (30, True), (0, True)])
def test_the_review_is_due_thirty_days_before(
    school: MatchedSchool, days: int, *, due: bool
) -> None:
    school.open_lock(replace(OPENING, review_by=DAY + timedelta(days)))
    assert state(school).review_due is due


def test_a_lock_that_was_shut_without_proof_is_told(school: MatchedSchool) -> None:
    school.enrolled("amina")
    disable_matching(school.records, school.actor("dpo"), "The trial has ended.")
    assert not state(school).unproved
    with school.begin() as uow:
        lock = uow.locks.get(LOCK)
        assert lock is not None
        assert how_it_stands(uow).startswith("shut, as it is")
        uow.locks.put(replace(lock, proved_at=None), seen=uow.locks.version(LOCK))
        with pytest.raises(NotYet, match="nobody has seen"):
            how_it_stands(uow)
    assert state(school).unproved


def test_in_a_line_it_says_how_it_stands(school: MatchedSchool) -> None:
    def line() -> str:
        with school.begin() as uow:
            return how_it_stands(uow)

    assert line().startswith("shut, as it is")
    school.open_lock(replace(OPENING, review_by=DAY + timedelta(days=31)))
    assert line() == "open until 2026-12-17"
    school.clock.move(days=1)
    assert line() == "open until 2026-12-17; the review is due"
    school.clock.move(days=31)
    with pytest.raises(NotYet, match="shut by itself: the day by which"):
        line()


@pytest.mark.parametrize("who", sorted(set(PEOPLE) - {"head", "deputy", "office", "dpo"}))
def test_only_office_leadership_and_dpo_are_shown_it(school: MatchedSchool, who: str) -> None:
    with pytest.raises(NotAllowed):
        state(school, who)
