"""Number plates lie inside the picture, and beside the faces where there is room."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.pictures.plates import hidden, place_plates

PICTURE = (1000, 800)
PLATE = (40, 30)


def place(*boxes: Box) -> tuple[Box, ...]:
    return place_plates(boxes, (PLATE,) * len(boxes), PICTURE)


def test_a_plate_stands_on_its_box() -> None:
    assert place(Box(300, 300, 80, 100)) == (Box(300, 270, 40, 30),)


def test_at_the_upper_edge_a_plate_goes_below_or_beside() -> None:
    box = Box(300, 0, 80, 100)
    (plate,) = place(box)
    assert plate.overlap(box) == 0
    assert plate.within(*PICTURE) == plate


def test_two_plates_of_neighbours_do_not_lie_on_one_another() -> None:
    boxes = Box(300, 300, 30, 60), Box(320, 295, 30, 60)
    one, other = place(*boxes)
    assert one.overlap(other) == 0


def test_a_plate_keeps_off_the_face_above() -> None:
    above, below = Box(300, 200, 80, 100), Box(300, 305, 80, 100)
    plates = place(above, below)
    assert all(plate.overlap(box) == 0 for plate in plates for box in (above, below))


def test_a_face_as_large_as_the_picture_still_gets_its_plate() -> None:
    (plate,) = place(Box(0, 0, *PICTURE))
    assert plate.within(*PICTURE) == plate


boxes = st.builds(
    Box, st.integers(-50, 1000), st.integers(-50, 800), st.integers(1, 300), st.integers(1, 300)
)


@given(st.lists(boxes, max_size=12))
def test_every_plate_of_any_crowd_is_inside_the_picture(crowd: list[Box]) -> None:
    plates = place(*crowd)
    assert len(plates) == len(crowd)
    assert all(plate.within(*PICTURE) == plate for plate in plates)


@given(st.lists(boxes, max_size=12), st.lists(boxes, max_size=6))
def test_what_plates_hide_is_every_pixel_of_a_face_or_of_a_plate_before(
    crowd: list[Box], plates: list[Box]
) -> None:
    faces = sum(plate.overlap(face) for plate in plates for face in crowd)
    plates_before = sum(
        plate.overlap(other) for n, plate in enumerate(plates) for other in plates[:n]
    )
    assert hidden(tuple(crowd), tuple(plates)) == faces + plates_before


def test_twice_the_crowd_is_twice_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    compared, overlap = [0], Box.overlap

    def counted(one: Box, other: Box) -> int:
        compared[0] += 1
        return overlap(one, other)

    monkeypatch.setattr(Box, "overlap", counted)
    counts = []
    for faces in (300, 600):
        compared[0] = 0
        crowd = tuple(Box(100 * (n % 20), 120 * (n // 20), 50, 60) for n in range(faces))
        place_plates(crowd, (PLATE,) * faces, (2000, 4000))
        counts.append(compared[0])
    assert counts[1] < 2.5 * counts[0]
