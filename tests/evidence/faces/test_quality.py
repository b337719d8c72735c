"""How clearly a face can be seen."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageFilter

from gatekeeper.domain.face import Turn
from gatekeeper.domain.picture import Box
from gatekeeper.evidence.faces.detections import Floats, Pixels
from gatekeeper.evidence.faces.quality import lean, sharpness, turn

FRONT = np.array([[30, 40], [70, 40], [50, 60], [35, 80], [65, 80]], np.float32)
FACE = Box(20, 20, 200, 200)


@pytest.fixture(scope="module")
def picture() -> Pixels:
    """Return fine detail everywhere."""
    return np.random.default_rng(5).integers(0, 256, (300, 300, 3), np.uint8)


def blurred(picture: Pixels, radius: float) -> Pixels:
    """Return the picture out of focus."""
    return np.asarray(Image.fromarray(picture).filter(ImageFilter.GaussianBlur(radius)))


def nose_at(share: float) -> Floats:
    """Return the points of a face whose nose is this far towards an eye, 0 to 1."""
    points = FRONT.copy()
    points[2, 0] += 20 * share
    return points


def rolled(points: Floats, degrees: float) -> Floats:
    """Return the points of the head held askew."""
    angle = np.radians(degrees)
    way = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return np.asarray(points @ way.T, np.float32)


def test_a_face_out_of_focus_is_less_sharp(picture: Pixels) -> None:
    values = [sharpness(blurred(picture, radius), FACE) for radius in (0, 1, 3, 8)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


def test_an_enlarged_small_face_is_less_sharp(picture: Pixels) -> None:
    small = np.asarray(Image.fromarray(picture).resize((30, 30), Image.Resampling.BOX))
    again = np.asarray(Image.fromarray(small).resize((300, 300), Image.Resampling.BICUBIC))
    assert sharpness(again, FACE) < sharpness(picture, FACE) / 4


def test_a_plain_patch_has_no_sharpness() -> None:
    assert sharpness(np.full((300, 300, 3), 90, np.uint8), FACE) == 0


def test_a_box_of_nothing_has_no_sharpness(picture: Pixels) -> None:
    assert sharpness(picture, Box(10, 10, 0, 5)) == 0


@pytest.mark.parametrize(
    ("share", "expected"),
    [(0, Turn.FRONT), (-0.4, Turn.FRONT), (0.6, Turn.HALF), (-0.9, Turn.HALF), (1.2, Turn.SIDE)],
)
@pytest.mark.parametrize("degrees", [0, 25, -80, 180])
def test_the_nose_tells_the_turn_however_the_head_is_held(
    share: float, expected: Turn, degrees: float
) -> None:
    assert turn(rolled(nose_at(share), degrees)) is expected


def test_a_nose_in_line_with_an_eye_leans_by_one() -> None:
    assert lean(nose_at(1)) == pytest.approx(1)
    assert lean(nose_at(1) * 7 + 100) == pytest.approx(1)


def test_eyes_in_one_place_are_a_profile() -> None:
    points = nose_at(0.5)
    points[:2] = [50, 40]
    assert turn(points) is Turn.SIDE


def test_points_that_make_no_face_tell_nothing() -> None:
    assert turn(np.full((5, 2), 9, np.float32)) is Turn.UNKNOWN
    assert turn(np.full((5, 2), np.nan, np.float32)) is Turn.UNKNOWN
