"""dlib measures only where it could change who is named; then both have a say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import numpy as np
import pytest

from gatekeeper.domain.biometrics import Engine, Gallery
from gatekeeper.evidence.faces.closeness import REACH, SETTLED, thousandths
from gatekeeper.evidence.faces.compare import compare, doubles, too_like, unsettled
from gatekeeper.evidence.faces.detections import Floats
from gatekeeper.evidence.faces.gallery import Roll
from gatekeeper.evidence.faces.measure import Measurer
from gatekeeper.evidence.faces.name import Compared
from gatekeeper.evidence.faces.places import FACE, SIDE, Placed
from gatekeeper.evidence.faces.sface import unit
from gatekeeper.evidence.faces.templates import stacked
from tests.evidence.faces.made_faces import both, directions, enrolled, gallery, near, school

POINTS = np.array([[-25, -20], [25, -20], [0, 10], [-20, 35], [20, 35]], np.float32) + SIDE / 2
BOX = SIDE / 2 + np.array([-55, -FACE / 2, 55, FACE / 2], np.float32)
SHARP = np.random.default_rng(1).integers(0, 255, (SIDE, SIDE, 3)).astype(np.uint8)


class MadeMeasurer:
    """Gives the numbers that a test wrote down, and remembers what it was asked."""

    poor = Measurer.poor

    def __init__(self, by_sface: list[Floats], by_dlib: list[Floats] | None = None) -> None:
        self.faces = [Placed(SHARP.copy(), BOX, POINTS.copy(), 100) for _ in by_sface]
        self._by_sface, self._by_dlib = by_sface, by_dlib or by_sface
        self.asked: list[int] = []

    def sface_all(self, faces: Sequence[Placed]) -> Floats:
        return stacked([self._by_sface[self._number(face)] for face in faces])

    def dlib(self, face: Placed) -> Floats:
        self.asked.append(self._number(face))
        return self._by_dlib[self.asked[-1]]

    def _number(self, face: Placed) -> int:
        return next(n for n, one in enumerate(self.faces) if one is face)

    def compared(self, roll: Roll, *, second: bool = True) -> Compared:
        placed: Mapping[str, Placed] = {f"s{n}": face for n, face in enumerate(self.faces)}
        return compare(placed, roll, cast(Measurer, self), second=second)


FACES = school(30)
ROLL = Roll.of(gallery(FACES))
BETWEEN = unit(FACES["p0"] + FACES["p1"])
"""As like one pupil as like another."""


def test_a_face_that_is_settled_is_not_measured_twice() -> None:
    made = MadeMeasurer([near(FACES["p0"]), near(FACES["p1"])])
    found = made.compared(ROLL)
    assert made.asked == []
    assert found.odds.argmax(axis=1).tolist() == [0, 1]
    assert not found.differ.any()


def test_a_face_that_is_like_nobody_is_not_measured_twice() -> None:
    far = unit(-sum(FACES.values(), np.zeros(128, np.float32)))
    made = MadeMeasurer([far])
    assert thousandths(made.compared(ROLL).odds).max() < REACH
    assert made.asked == []


def test_dlib_decides_between_two_who_are_equally_close() -> None:
    for pupil in (0, 1):
        made = MadeMeasurer([BETWEEN], [near(FACES[f"p{pupil}"])])
        found = made.compared(ROLL)
        assert made.asked == [0]
        assert found.odds.argmax(axis=1).tolist() == [pupil]


def test_in_an_audit_dlib_is_not_asked_and_both_who_are_close_stay_in_reach() -> None:
    made = MadeMeasurer([BETWEEN])
    found = made.compared(ROLL, second=False)
    assert made.asked == []
    assert set(found.near(0)) >= {0, 1}


def test_engines_that_name_different_pupils_are_told() -> None:
    leaning = unit(FACES["p0"] * 1.05 + FACES["p1"])
    assert MadeMeasurer([leaning], [near(FACES["p7"])]).compared(ROLL).differ.all()
    assert not MadeMeasurer([leaning], [near(FACES["p0"])]).compared(ROLL).differ.any()


def test_with_too_few_enrolled_dlib_is_not_asked() -> None:
    few = Roll.of(gallery(school(5)))
    made = MadeMeasurer([BETWEEN])
    assert made.compared(few).few
    assert made.asked == []


def test_no_faces_and_no_pupils_compare_to_nothing() -> None:
    assert MadeMeasurer([]).compared(ROLL).odds.shape == (0, 30)
    assert MadeMeasurer([BETWEEN]).compared(Roll.of(Gallery(()))).odds.shape == (1, 0)


@pytest.mark.parametrize(
    ("thousandth", "second", "open_"),
    [
        (REACH - 10, 1, []),
        (REACH + 10, 1, [0]),
        (SETTLED - 20, 1, [0]),
        (SETTLED + 20, 1, []),
        (900, 100, []),
        (900, 300, [0]),
    ],
)
def test_it_is_unsettled_from_reach_to_clear_and_whenever_a_second_is_near(
    thousandth: int, second: int, open_: list[int]
) -> None:
    odds = np.log(np.array([[thousandth, second]]) / (1000 - np.array([[thousandth, second]])))
    assert unsettled(odds.astype(np.float32)).tolist() == open_


def test_a_face_that_is_turned_away_or_blurred_is_poor() -> None:
    made = MadeMeasurer([near(FACES["p0"])] * 3)
    made.faces[1].cut[:] = 128
    made.faces[2].points[2, 0] += 60
    assert made.compared(ROLL).poor.tolist() == [False, True, True]


def test_pupils_whom_the_register_cannot_tell_apart_are_found() -> None:
    twin = near(FACES["p3"], seed=8)
    roll = Roll.of(gallery({**FACES, "twin": twin}))
    odds = np.full((1, 31), 9, np.float32)
    assert doubles(odds, roll) == {"p3", "twin"}


def test_only_whoever_is_in_reach_is_looked_at_for_a_double() -> None:
    roll = Roll.of(gallery({**FACES, "twin": near(FACES["p3"], seed=8)}))
    odds = np.full((1, 31), -9, np.float32)
    assert doubles(odds, roll) == frozenset()
    odds[0, 3] = 9
    assert doubles(odds, roll) == {"p3"}


def test_a_new_picture_that_is_too_like_an_enrolled_pupil_is_told() -> None:
    assert too_like(both(near(FACES["p3"])), ROLL) == ("p3",)
    assert too_like(both(directions(1, seed=11)[0]), ROLL) == ()


def test_the_likest_is_told_first() -> None:
    roll = Roll.of(gallery({**FACES, "twin": near(FACES["p3"], seed=8, noise=0.05)}))
    assert too_like(both(FACES["p3"]), roll) == ("p3", "twin")


def test_both_engines_have_to_find_it_like() -> None:
    other = directions(1, seed=12)[0]
    assert too_like(both(other, dlib=FACES["p3"]), ROLL) == ()


def test_a_single_enrolment_is_enough_to_be_compared() -> None:
    roll = Roll.of(Gallery((enrolled("p0", FACES["p0"]),)))
    assert too_like(both(near(FACES["p0"])), roll) == ("p0",)
    assert set(roll.spaces) == set(Engine)
