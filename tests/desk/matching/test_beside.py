"""Reference pictures beside the faces whose first name they show."""

from __future__ import annotations

from gatekeeper.desk.matching.beside import beside
from tests.desk.made_matching import MatchingSchool
from tests.fakes.examiners import picture


def test_whoever_is_suggested_first_is_shown_if_there_is_a_picture() -> None:
    school = MatchingSchool()
    school.matcher.says = {0: (("amina", 700), ("ben", 300)), 1: (("cleo", 990),)}
    with school.begin() as uow:
        (cleos,) = (small for small in uow.reference_pictures.all() if small.pupil == "cleo")
        uow.erase(cleos.id)
    school.write(picture("a", 3))
    decision = school.check()

    with school.begin() as uow:
        assert beside(uow, decision) == (("1.1", b"small amina"),)


def test_a_kept_decision_shows_nobody() -> None:
    school = MatchingSchool()
    school.write(picture("a", 1))
    school.check()

    with school.begin() as uow:
        assert beside(uow, uow.decisions.all()[-1]) == ()
