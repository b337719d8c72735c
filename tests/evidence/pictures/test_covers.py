"""A cover is solid, in the picture's mean colour, and larger than the head."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.pictures.covers import cover, cover_box, mean_colour
from tests.evidence.pictures.made import scene

COLOUR = (1, 2, 3)


def noise(width: int = 200, height: int = 160) -> Image.Image:
    pixels = np.random.default_rng(7).integers(9, 255, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


faces = st.builds(
    Box, st.integers(-40, 220), st.integers(-40, 180), st.integers(1, 90), st.integers(1, 90)
)


@given(st.lists(faces, max_size=4))
def test_every_pixel_of_every_face_is_the_covers_colour(boxes: list[Box]) -> None:
    picture = noise()
    cover(picture, tuple(boxes), COLOUR)
    pixels = np.asarray(picture)
    for box in boxes:
        seen = box.within(*picture.size)
        assert (pixels[seen.top : seen.bottom, seen.left : seen.right] == COLOUR).all()


@given(faces)
def test_a_cover_is_larger_than_the_face_on_every_side(face: Box) -> None:
    box = cover_box(face)
    assert box.left <= face.left
    assert box.top <= face.top
    assert box.right >= face.right
    assert box.bottom >= face.bottom
    assert box.width * 100 >= face.width * 160 - 100


def test_most_room_is_above_where_hair_is() -> None:
    face = Box(100, 100, 40, 50)
    box = cover_box(face)
    assert face.top - box.top > box.bottom - face.bottom


def test_nothing_outside_the_cover_changes() -> None:
    picture, face = noise(), Box(80, 70, 30, 30)
    before = np.array(picture)
    cover(picture, (face,), COLOUR)
    changed = np.argwhere((np.asarray(picture) != before).any(axis=2))
    edges = cover_box(face)
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert (left, top) == (edges.left, edges.top)
    assert (right, bottom) == (edges.right, edges.bottom)


def test_the_mean_colour_is_the_mean_of_all_pixels() -> None:
    picture = scene()
    mean = np.asarray(picture).reshape(-1, 3).mean(axis=0)
    assert np.abs(np.array(mean_colour(picture)) - mean).max() <= 1
