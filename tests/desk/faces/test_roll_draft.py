"""A roll call under way: every "not in this picture" is kept at once, for whoever said it."""

from __future__ import annotations

import pytest

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.roll_draft import NotHere, not_here, say_not_here
from gatekeeper.domain.answer import Said
from gatekeeper.errors import NotAllowed, NotFound, NotYet
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


@pytest.fixture
def school() -> MadeSchool:
    school = MadeSchool()
    school.write(picture("a"), picture("b"))
    return school


def say(
    school: MadeSchool, pupil: str, *, by: str = "teacher", number: int = 1, back: bool = False
) -> None:
    actor = school.actor(by)
    with school.begin() as uow:
        say_not_here(uow, actor, NotHere("news", number, pupil, back))


def said(school: MadeSchool, *, by: str = "teacher", number: int = 1) -> set[str]:
    with school.begin() as uow:
        [version] = uow.posts.all()
        original = version.post.pictures[number - 1].original.digest
        return set(not_here(uow, by, version, original))


def test_each_tap_is_kept_and_can_be_taken_back(school: MadeSchool) -> None:
    say(school, "ben")
    say(school, "cleo")
    assert said(school) == {"ben", "cleo"}
    say(school, "ben", back=True)
    assert said(school) == {"cleo"}


def test_it_is_of_one_picture_and_of_one_person(school: MadeSchool) -> None:
    say(school, "ben")
    assert said(school, number=2) == said(school, by="deputy") == set()


def test_it_is_refused_where_it_points_at_nothing(school: MadeSchool) -> None:
    with pytest.raises(NotFound, match="no picture 3"):
        say(school, "ben", number=3)
    with pytest.raises(NotFound, match="not on the register"):
        say(school, "nobody")
    with pytest.raises(NotAllowed):
        say(school, "ben", by="governor")


def test_a_post_that_was_sent_takes_no_more_of_it() -> None:
    school = MadeSchool()
    school.write(picture("a"))
    school.send()
    school.sign()
    school.fetch(school.granted())
    with pytest.raises(NotYet):
        say(school, "ben")


def test_a_child_who_is_covered_in_a_picture_is_not_said_to_be_missing_from_it() -> None:
    school = MadeSchool()
    school.write(picture("a", 2), picture("b", 1))
    school.check()
    one, two, elsewhere = school.sightings()
    teacher = school.actor("teacher")
    given = [
        Given(one.id, Said.COVERED, "ben"),
        Given(two.id, Said.PUPIL, "amina"),
        Given(elsewhere.id, Said.COVERED, "cleo"),
    ]
    with school.begin() as uow:
        answer(uow, teacher, "news", given)
    with pytest.raises(NotYet, match="face 1, covered"):
        say(school, "ben")
    say(school, "cleo")
    assert said(school) == {"cleo"}
