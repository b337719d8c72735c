"""Covering what is written in a picture, and taking the cover off again."""

from __future__ import annotations

import pytest

from gatekeeper.desk.faces.cover_place import cover_place, uncover_place
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.picture import Box
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import NotFound, UsageError
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture

BADGE = Box(10, 0, 200, 15)


@pytest.fixture
def school() -> MadeSchool:
    """Return a school with a picture of a badge, checked."""
    made = MadeSchool()
    made.write(picture("badge", lines=("Ben Test",)))
    return made


def cover(school: MadeSchool, place: Box, number: int = 1) -> Version:
    actor = school.actor("teacher")
    with school.begin() as uow:
        return cover_place(uow, actor, "news", number, place)


def uncover(school: MadeSchool, place: Box) -> Version:
    actor = school.actor("teacher")
    with school.begin() as uow:
        return uncover_place(uow, actor, "news", 1, place)


def test_a_covered_place_is_no_longer_read(school: MadeSchool) -> None:
    school.change("ben", ConsentState.REFUSED)
    (found,) = (f for f in school.check().findings if f.check == "text_names_pupil")
    assert found.verdict is Verdict.BLOCK
    place = next(fix.value for fix in found.fixes if fix.kind is FixKind.COVER_BOX)

    cover(school, Box(*map(int, place.split(","))))

    assert "text_names_pupil" not in {f.check for f in school.check().findings}


def test_a_cover_makes_the_finished_files_anew(school: MadeSchool) -> None:
    school.check()
    version = cover(school, BADGE)
    assert version.post.pictures[0].recipe.patches == (BADGE,)
    assert version.post.pictures[0].renditions == ()
    school.check()
    assert school.examiners.maker.made[-1][0].patches == (BADGE,)


def test_the_same_place_twice_is_one_cover(school: MadeSchool) -> None:
    school.check()
    once = cover(school, BADGE)
    assert cover(school, BADGE).number == once.number


def test_a_cover_can_be_taken_off_again(school: MadeSchool) -> None:
    school.check()
    cover(school, BADGE)
    assert uncover(school, BADGE).post.pictures[0].recipe.patches == ()
    with pytest.raises(NotFound):
        uncover(school, BADGE)


@pytest.mark.parametrize("place", [Box(0, 0, 0, 10), Box(-1, 0, 10, 10), Box(995, 0, 10, 10)])
def test_a_place_outside_the_picture_is_refused(school: MadeSchool, place: Box) -> None:
    school.check()
    with pytest.raises(UsageError):
        cover(school, place)


def test_a_picture_that_was_not_opened_cannot_be_covered(school: MadeSchool) -> None:
    with pytest.raises(UsageError):
        cover(school, BADGE)


def test_covering_a_face_keeps_the_covered_place(school: MadeSchool) -> None:
    school.write(picture("face", 1), slug="other")
    school.check("other")
    actor = school.actor("teacher")
    with school.begin() as uow:
        cover_place(uow, actor, "other", 1, BADGE)
    version = school.cover(0, post="other")
    recipe = version.post.pictures[0].recipe
    assert recipe.patches == (BADGE,)
    assert len(recipe.covers) == 1
