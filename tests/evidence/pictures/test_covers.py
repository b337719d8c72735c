"""A cover is solid, in the picture's mean colour, larger than the head, and soft at its edge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.pictures.covers import cover, cover_box, mean_colour, patch, softness
from tests.evidence.pictures.made import scene

COLOUR = (1, 2, 3)


def noise(width: int = 200, height: int = 160) -> Image.Image:
    pixels = np.random.default_rng(7).integers(9, 255, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


faces = st.builds(
    Box, st.integers(-40, 220), st.integers(-40, 180), st.integers(1, 90), st.integers(1, 90)
)


@given(st.lists(faces, max_size=4))
@example([Box(0, 1, 4, 4)])
def test_every_pixel_of_every_face_and_of_1_6_times_its_box_is_the_covers_colour(
    boxes: list[Box],
) -> None:
    picture = noise()
    cover(picture, tuple(boxes), COLOUR)
    pixels = np.asarray(picture)
    for box in boxes:
        for hidden in (box, box.grown(160)):
            seen = hidden.within(*picture.size)
            assert (pixels[seen.top : seen.bottom, seen.left : seen.right] == COLOUR).all()


@given(faces)
def test_a_cover_is_larger_than_the_face_on_every_side(face: Box) -> None:
    box, least = cover_box(face), face.grown(160)
    assert box.left <= least.left
    assert box.top <= least.top
    assert box.right >= least.right
    assert box.bottom >= least.bottom


def test_hair_above_and_a_badge_below_are_under_it() -> None:
    face = Box(100, 100, 80, 100)
    box = cover_box(face)
    assert face.top - box.top == 60
    assert box.bottom - face.bottom == 150


def test_the_edge_is_soft_outwards_and_nothing_beyond_it_changes() -> None:
    face = Box(80, 60, 20, 25)
    picture, before = noise(200, 200), np.array(noise(200, 200))
    cover(picture, (face,), COLOUR)
    pixels, edges, soft = np.asarray(picture), cover_box(face), softness(face)
    assert soft == 3
    changed = np.argwhere((pixels != before).any(axis=2))
    (top, left), (bottom, right) = changed.min(axis=0), changed.max(axis=0)
    assert (left, top) == (edges.left - soft, edges.top - soft)
    assert (right, bottom) == (edges.right - 1 + soft, edges.bottom - 1 + soft)
    row = mask_of(face, edges.top + edges.height // 2)[: edges.left + 1]
    assert list(row[-1 - soft :]) == sorted(set(row[-1 - soft :]))
    assert row[-1] == 255
    assert (row[: -1 - soft] == 0).all()


def mask_of(face: Box, row: int) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return how much of each pixel of a row is covered: black on white turned over."""
    picture = Image.new("RGB", (200, 200), (255, 255, 255))
    cover(picture, (face,), (0, 0, 0))
    return 255 - np.asarray(picture)[row, :, 0]


@pytest.mark.parametrize("face", [Box(500, 500, 9, 9), Box(0, 0, 1, 1), Box(-90, -90, 50, 50)])
def test_a_cover_at_or_beyond_the_edge_is_no_error(face: Box) -> None:
    picture = noise()
    cover(picture, (face,), COLOUR)
    assert picture.size == (200, 160)


def test_the_mean_colour_is_the_mean_of_all_pixels() -> None:
    picture = scene()
    mean = np.asarray(picture).reshape(-1, 3).mean(axis=0)
    assert np.abs(np.array(mean_colour(picture)) - mean).max() <= 1


def test_a_covered_place_is_one_colour_to_its_edge_and_not_beyond() -> None:
    page = Image.new("RGB", (60, 40), (255, 255, 255))
    patch(page, (Box(10, 5, 20, 10), Box(50, 30, 40, 40), Box(0, 0, 0, 0)), (9, 9, 9))
    pixels = np.asarray(page)
    assert (pixels[5:15, 10:30] == 9).all()
    assert (pixels[30:, 50:] == 9).all()
    assert (pixels == 9).all(axis=2).sum() == 20 * 10 + 10 * 10
