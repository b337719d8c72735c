"""Finding a child by the first letters of a name."""

from __future__ import annotations

import pytest

from gatekeeper.desk.register.find_children import MOST, find_children
from tests.desk.made_school import MadeSchool
from tests.desk.register.test_erase_child import leave


def found(school: MadeSchool, letters: str) -> list[str]:
    with school.begin() as uow:
        return [pupil.id for pupil in find_children(uow, letters)]


@pytest.mark.parametrize("letters", ["am", "AMI", "Amina T", "m-amina", "ámi"])
def test_a_child_is_found_by_the_first_letters(letters: str) -> None:
    assert found(MadeSchool(), letters) == ["amina"]


def test_nothing_and_nobody_find_nobody() -> None:
    school = MadeSchool()
    assert found(school, " ") == found(school, "zz") == []


def test_a_surname_finds_everybody_of_that_name_up_to_a_screen_full() -> None:
    school = MadeSchool()
    assert found(school, "test") == ["amina", "ben", "cleo"]
    with school.begin() as uow:
        for number in range(MOST):
            school.enrol(uow, f"dan{number}")
    assert len(found(school, "test")) == MOST


def test_a_child_who_left_is_offered_only_where_leavers_are_meant() -> None:
    school = MadeSchool()
    leave(school, "amina")
    assert found(school, "am") == []
    with school.begin() as uow:
        assert [pupil.id for pupil in find_children(uow, "am", leavers=True)] == ["amina"]
