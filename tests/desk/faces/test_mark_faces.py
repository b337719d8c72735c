"""The pictures with numbered boxes say how each face stands."""

from __future__ import annotations

from gatekeeper.desk.faces.mark_faces import mark_faces, marks
from gatekeeper.domain.register import ConsentState
from tests.desk.made_school import MadeSchool
from tests.fakes.examiners import picture


def test_each_face_is_drawn_as_it_stands() -> None:
    school = MadeSchool()
    school.change("ben", ConsentState.REFUSED)
    school.write(picture("a", 3, perhaps=1))
    school.check()
    first = school.sightings()[0]
    school.say_some({0: "amina", 1: "ben"})
    decision = school.check()

    with school.begin() as uow:
        drawn = marks(decision, school_sightings := uow.sightings.all(), uow.answers.all())

    assert list(drawn.values()) == ["fine", "no", "open", "perhaps"]
    assert school_sightings[0].id == first.id


def test_a_picture_that_cannot_be_drawn_is_left_out() -> None:
    school = MadeSchool()
    school.write(picture("a", 1), picture("b", refuse="damaged"))
    decision = school.check()

    drawn = mark_faces(school.records, school.examiners.bundle(), decision)

    assert [number for number, _ in drawn] == [1]
