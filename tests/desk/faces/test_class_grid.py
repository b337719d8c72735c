"""Whom a face may be: nobody twice, no name moves, and who may not be shown comes first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.faces.class_grid import Grid, class_grid
from gatekeeper.domain.answer import Said
from gatekeeper.domain.register import ConsentState
from tests.desk.made_matching import MatchingSchool
from tests.desk.made_school import DAY, MadeSchool
from tests.fakes.examiners import picture


def pictured(school: MadeSchool | None = None, **changes: Any) -> MadeSchool:
    school = school or MadeSchool()
    with school.begin() as uow:
        school.enrol(uow, "older", school_class="Year 6")
    school.write(picture("a", 3), **changes)
    school.check()
    return school


def grid(school: MadeSchool) -> Grid:
    with school.begin() as uow:
        version = uow.posts.all()[0]
        original = version.post.pictures[0].original.digest
        return class_grid(uow, school.school, version, original)


def names(pupils: tuple[object, ...]) -> list[str]:
    return [pupil.id for pupil in pupils]  # type: ignore[attr-defined]


def test_the_class_comes_before_the_school_and_nobody_else_is_in_it() -> None:
    found = grid(pictured())
    assert names(found.free) == ["amina", "ben", "cleo"]
    assert names(found.others) == ["older"]
    assert names(found.adults) == ["mr_dunn"]


def test_without_a_group_the_class_is_the_whole_school() -> None:
    assert names(grid(pictured(groups=frozenset())).free) == ["amina", "ben", "cleo", "older"]


def test_who_may_not_be_shown_is_a_part_of_its_own() -> None:
    school = pictured()
    school.change("ben", ConsentState.REFUSED)
    found = grid(school)
    assert names(found.barred) == ["ben"]
    assert names(found.free) == ["amina", "cleo"]


def test_whoever_was_seen_in_the_picture_keeps_her_place_and_is_not_left_to_be_named() -> None:
    school = pictured()
    faces = school.sightings()
    actor = school.actor("teacher")
    given = [
        Given(faces[0].id, Said.PUPIL, "amina"),
        Given(faces[1].id, Said.COVERED, "ben"),
        Given(faces[2].id, Said.ADULT, "mr_dunn"),
    ]
    with school.begin() as uow:
        answer(uow, actor, "news", given)
    found = grid(school)
    assert names(found.left) == ["cleo"]
    assert found.placed == {"amina", "ben", "mr_dunn"}
    assert names(found.free) == ["amina", "ben", "cleo"]


def test_a_child_in_another_picture_can_still_be_named_in_this_one() -> None:
    school = MadeSchool()
    school.write(picture("a", 1), picture("b", 1))
    school.check()
    first = school.sightings()[0]
    actor = school.actor("teacher")
    with school.begin() as uow:
        answer(uow, actor, "news", [Given(first.id, Said.PUPIL, "amina")])
        version = uow.posts.all()[0]
        others = {p.original.digest for p in version.post.pictures} - {first.original}
        found = class_grid(uow, school.school, version, others.pop())
    assert "amina" in names(found.left)


def test_nobody_who_has_left_is_offered() -> None:
    school = pictured()
    with school.begin() as uow:
        ben = uow.pupils.get("ben")
        assert ben is not None
        uow.pupils.put(replace(ben, left_on=DAY), seen=uow.pupils.version("ben"))
    found = grid(school)
    assert "ben" not in names(found.free + found.barred + found.others)


def test_it_says_of_whom_there_is_a_reference_picture() -> None:
    assert grid(pictured(MatchingSchool())).pictured == {"amina", "ben", "cleo"}
