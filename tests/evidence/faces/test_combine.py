"""From detections to faces: nobody twice, nobody swallowed, and how sure it is."""

from __future__ import annotations

import numpy as np
import pytest

from gatekeeper.domain.face import Seen
from gatekeeper.evidence.faces.combine import CAREFUL, CLEAR, SURE, USUAL, Bar, Face, combine
from gatekeeper.evidence.faces.detections import NOTHING, Detections


def seen(*boxes: tuple[float, float, float, float], scores: list[float]) -> Detections:
    """Return detections at these boxes (left, top, right, bottom)."""
    corners = np.array(boxes, np.float32).reshape(-1, 4)
    points = np.repeat(corners[:, None, :2], 5, axis=1)
    return Detections(corners, np.array(scores, np.float32), points)


def combined(yunet: Detections, centerface: Detections, bar: Bar = USUAL) -> list[list[float]]:
    """Return the boxes that are left."""
    return [face.box.tolist() for face in combine(yunet, centerface, bar)]


BOX = (100.0, 100.0, 140.0, 150.0)
NEAR = (102.0, 98.0, 141.0, 152.0)


def test_a_face_that_both_saw_is_one_with_the_surer_box() -> None:
    (face,) = combine(seen(BOX, scores=[0.9]), seen(NEAR, scores=[0.7]), USUAL)
    assert face.box.tolist() == list(BOX)
    assert [face.yunet, face.centerface] == pytest.approx([0.9, 0.7])
    (face,) = combine(seen(BOX, scores=[0.7]), seen(NEAR, scores=[0.9]), USUAL)
    assert face.box.tolist() == list(NEAR)


def test_one_that_is_believed_is_enough() -> None:
    assert combined(seen(BOX, scores=[0.6]), NOTHING) == [list(BOX)]
    assert combined(NOTHING, seen(BOX, scores=[0.36])) == [list(BOX)]


def test_two_that_are_not_believed_are_not_enough() -> None:
    assert combined(seen(BOX, scores=[0.59]), seen(BOX, scores=[0.34])) == []


def test_a_careful_search_believes_sooner() -> None:
    assert combined(seen(BOX, scores=[0.3]), NOTHING, CAREFUL) == [list(BOX)]
    assert combined(NOTHING, seen(BOX, scores=[0.21]), CAREFUL) == [list(BOX)]


def test_the_same_face_at_three_sizes_is_one() -> None:
    many = seen(BOX, NEAR, (99, 101, 138, 149), scores=[0.8, 0.9, 0.7])
    assert combined(many, many) == [list(NEAR)]


def test_a_part_of_a_face_is_no_second_face() -> None:
    part = (100.0, 118.0, 140.0, 150.0)
    assert combined(seen(BOX, part, scores=[0.9, 0.7]), NOTHING) == [list(BOX)]


def test_a_wrong_large_box_does_not_swallow_a_child() -> None:
    large = (60.0, 40.0, 200.0, 240.0)
    assert combined(seen(large, BOX, scores=[0.95, 0.6]), NOTHING) == [list(large), list(BOX)]


def test_two_cheeks_together_are_two_faces() -> None:
    beside = (130.0, 100.0, 170.0, 150.0)
    assert len(combined(seen(BOX, beside, scores=[0.9, 0.8]), NOTHING)) == 2


def test_the_surest_comes_first() -> None:
    below, right = (100.0, 300.0, 140.0, 350.0), (300.0, 10.0, 340.0, 60.0)
    boxes = seen(right, below, BOX, scores=[0.9, 0.8, 0.7])
    assert combined(boxes, NOTHING) == [list(right), list(below), list(BOX)]


def test_nothing_seen_is_nobody() -> None:
    assert combine(NOTHING, NOTHING, USUAL) == ()


@pytest.mark.parametrize(
    ("yunet", "centerface", "expected"),
    [
        (0.9, 0.9, Seen.FACE),
        (SURE.yunet, 0.0, Seen.FACE),
        (0.0, SURE.centerface, Seen.FACE),
        (CLEAR.yunet, CLEAR.centerface, Seen.FACE),
        (0.84, 0.0, Seen.PERHAPS),
        (0.0, 0.59, Seen.PERHAPS),
        (0.84, 0.49, Seen.PERHAPS),
        (0.69, 0.59, Seen.PERHAPS),
    ],
)
def test_how_sure_a_finding_is(yunet: float, centerface: float, expected: Seen) -> None:
    assert face_with(yunet, centerface).seen is expected


def test_only_those_who_are_believed_are_named() -> None:
    assert face_with(0.9, 0.9).seen_by(USUAL) == ("YuNet", "CenterFace")
    assert face_with(0.9, 0.3).seen_by(USUAL) == ("YuNet",)
    assert face_with(0.1, 0.4).seen_by(USUAL) == ("CenterFace",)


def test_the_score_is_the_better_ones() -> None:
    assert face_with(0.4, 0.7).score == 0.7


def face_with(yunet: float, centerface: float) -> Face:
    """Return a face with these scores."""
    return Face(np.zeros(4, np.float32), np.zeros((5, 2), np.float32), yunet, centerface)
