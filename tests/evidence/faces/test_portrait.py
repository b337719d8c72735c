"""What is no portrait is refused with the reason; what is kept of one is a small head."""

from __future__ import annotations

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from gatekeeper.domain.face import FoundFace, Seen, Turn
from gatekeeper.domain.picture import Box
from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.faces.portrait import only_face, reference


def face(
    height: int = 200, *, left: int = 0, sharpness: int = 100, turn: Turn = Turn.FRONT
) -> FoundFace:
    box = Box(left, 0, height * 4 // 5, height)
    return FoundFace(box, 950, ("YuNet",), Seen.FACE, sharpness, turn)


def refusal(*faces: FoundFace) -> str:
    with pytest.raises(PictureRefused) as refused:
        only_face(faces)
    assert "this child alone" in refused.value.remedy
    return str(refused.value)


def test_one_large_sharp_face_from_the_front_will_do() -> None:
    assert only_face((face(),)) == face()


def test_a_face_that_is_half_turned_will_do() -> None:
    assert only_face((face(turn=Turn.HALF),)).turn is Turn.HALF


def test_a_small_face_far_behind_does_not_matter() -> None:
    assert only_face((face(50, left=500), face())).box.height == 200


def test_no_face_is_refused() -> None:
    assert "No face" in refusal()


def test_two_faces_are_refused() -> None:
    assert "two faces" in refusal(face(), face(100, left=500))


def test_a_class_photograph_enrolled_by_mistake_is_refused() -> None:
    assert "group: 28 faces" in refusal(*(face(60, left=70 * n) for n in range(28)))


def test_one_large_face_before_a_crowd_is_refused() -> None:
    assert "group: 5 faces" in refusal(face(), *(face(20, left=300 + 30 * n) for n in range(4)))


def test_a_small_face_is_refused_and_the_size_is_said() -> None:
    assert "59 pixels high; 60 are needed" in refusal(face(59))
    assert only_face((face(60),)).box.height == 60


@pytest.mark.parametrize("turn", [Turn.SIDE, Turn.UNKNOWN])
def test_a_face_that_is_turned_away_is_refused(turn: Turn) -> None:
    assert "turned away" in refusal(face(turn=turn))


def test_a_blurred_face_is_refused() -> None:
    assert "blurred" in refusal(face(sharpness=11))


def test_what_is_kept_is_a_small_square_jpeg_without_anything_beside_pixels() -> None:
    picture = np.full((400, 300, 3), 200, np.uint8)
    small = Image.open(BytesIO(reference(picture, Box(100, 100, 80, 100))))
    assert (small.format, small.size, small.mode) == ("JPEG", (160, 160), "RGB")
    assert set(small.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_small_picture_shows_the_head_in_its_middle() -> None:
    picture = np.zeros((600, 600, 3), np.uint8)
    picture[200:300, 250:330] = 255
    small = np.asarray(Image.open(BytesIO(reference(picture, Box(250, 200, 80, 100)))))
    rows, columns = np.nonzero(small[:, :, 0] > 128)
    assert abs(rows.mean() - 80) < 2
    assert abs(columns.mean() - 80) < 2
    assert rows.max() - rows.min() == pytest.approx(92, abs=3)


def test_a_head_at_the_edge_is_kept_with_black_beyond_it() -> None:
    picture = np.full((120, 100, 3), 255, np.uint8)
    small = np.asarray(Image.open(BytesIO(reference(picture, Box(0, 0, 80, 100)))))
    assert small[0].max() < 16
    assert small[80, 80].min() > 240
