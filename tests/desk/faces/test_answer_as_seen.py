"""Two people on one face: the second is told, and overwrites nothing."""

from __future__ import annotations

import pytest

from gatekeeper.desk.faces.answer_as_seen import NOTHING, as_seen, mark_of
from gatekeeper.errors import StaleWrite
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def school_with_a_face() -> tuple[MadeSchool, str]:
    school = MadeSchool()
    school.write(picture("a", 1))
    school.check()
    return school, school.sightings()[0].id


def test_an_answer_about_what_was_on_the_page_goes_through() -> None:
    school, face = school_with_a_face()
    with school.begin() as uow:
        as_seen(uow, "news", face, NOTHING)
    school.say("amina")
    with school.begin() as uow:
        as_seen(uow, "news", face, mark_of(uow.answers.all(), face))


def test_an_answer_about_an_older_page_is_stopped_and_says_who_was_quicker() -> None:
    school, face = school_with_a_face()
    school.say("amina", by="deputy")
    with school.begin() as uow, pytest.raises(StaleWrite, match="Deputy answered for this face"):
        as_seen(uow, "news", face, NOTHING)


def test_a_mark_of_nobody_s_answer_is_stopped_too() -> None:
    school, face = school_with_a_face()
    with school.begin() as uow, pytest.raises(StaleWrite, match="Somebody answered"):
        as_seen(uow, "news", face, "another")
