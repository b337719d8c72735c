"""How it stands with one child's face."""

from __future__ import annotations

import pytest

from gatekeeper.desk.matching.child_enrolment import ChildEnrolment, child_enrolment
from gatekeeper.domain.biometric_consent import WhyNot
from gatekeeper.errors import NotAllowed, NotFound
from tests.desk.matched_school import MatchedSchool
from tests.desk.register.test_erase_child import leave


@pytest.fixture
def school() -> MatchedSchool:
    return MatchedSchool()


def seen(school: MatchedSchool, pupil: str = "amina", who: str = "office") -> ChildEnrolment:
    actor = school.actor(who)
    with school.begin() as uow:
        return child_enrolment(uow, actor, pupil)


def test_with_the_lock_shut_nothing_is_enrolled(school: MatchedSchool) -> None:
    found = seen(school)
    assert (found.lock_open, found.enrolled, found.small, found.small_kept) == (
        False,
        0,
        False,
        True,
    )


def test_what_is_missing_is_said_and_what_is_kept_counted(school: MatchedSchool) -> None:
    school.open_lock()
    assert seen(school).against == (WhyNot.NOT_NOTIFIED, WhyNot.NOT_AGREED)
    school.agreed("amina", "ben")
    school.enrol_pictures("amina", "amina 1", "amina 2")
    school.enrol_pictures("ben", "ben 1")
    found = seen(school)
    assert (found.against, found.enrolled, found.small, found.on_roll) == ((), 2, True, True)


def test_a_child_who_left_is_not_on_the_roll(school: MatchedSchool) -> None:
    leave(school, "amina")
    assert not seen(school).on_roll


def test_nobody_else_sees_it_and_nobody_unknown_is_seen(school: MatchedSchool) -> None:
    with pytest.raises(NotAllowed):
        seen(school, who="teacher")
    with pytest.raises(NotFound):
        seen(school, "nobody")
