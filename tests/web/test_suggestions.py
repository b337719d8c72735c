"""Where the lock is open, names are suggested beside reference pictures, a few at a time."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.desk.made_matching import MatchingSchool
from tests.fakes.examiners import picture
from tests.web.conftest import Browser
from tests.web.test_path import faces, new

SIT = Callable[[str], Browser]


@pytest.fixture
def made() -> MatchingSchool:
    """Return the school with its lock open."""
    return MatchingSchool()


def test_these_are_right_is_offered_beside_the_reference_pictures(as_: SIT) -> None:
    teacher = as_("teacher")
    path = new(teacher, picture("a", faces=3))
    page = teacher.page(path)
    assert "These 3 are right" in page
    assert 'src="/pupils/amina/small.jpg"' in page
    assert teacher.get("/pupils/amina/small.jpg").content == b"small amina"
    told = {"sighting": faces(page), "picture": "1"}
    assert teacher.send(f"{path}/faces/confirm", told).status_code == 303
    assert "3 faces, 3 accounted for" in teacher.page(path)


def test_of_a_child_without_one_there_is_no_picture(as_: SIT) -> None:
    assert as_("teacher").get("/pupils/mr_dunn/small.jpg").status_code == 404
