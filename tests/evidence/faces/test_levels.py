"""No pixel of a picture is left out, and every small face lies whole in some piece."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.evidence.faces import levels
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.levels import LAP, WHOLE, Copy, at_most, copies, tiles


def blank(width: int, height: int) -> Pixels:
    """Return a black picture."""
    return np.zeros((height, width, 3), np.uint8)


sides = st.tuples(st.integers(1, 4500), st.integers(1, 4500))


@given(sides, st.integers(0, 10**8), st.integers(0, 10**8))
def test_every_face_up_to_the_lap_lies_whole_in_a_tile(
    size: tuple[int, int], across: int, down: int
) -> None:
    width, height = size
    wide, tall = min(LAP, width), min(LAP, height)
    left, top = across % (width - wide + 1), down % (height - tall + 1)
    assert any(
        tile.left <= left
        and tile.top <= top
        and left + wide <= tile.left + tile.pixels.shape[1]
        and top + tall <= tile.top + tile.pixels.shape[0]
        for tile in tiles(blank(width, height))
    )


@given(sides)
def test_no_tile_is_larger_than_a_network_may_see(size: tuple[int, int]) -> None:
    for tile in tiles(blank(*size)):
        assert tile.pixels.size // 3 <= WHOLE
        assert width_and_height(tile.pixels) <= size


def test_a_post_is_one_tile() -> None:
    assert len(list(tiles(blank(1080, 1350)))) == 1


@given(sides, st.sampled_from([levels.WHOLE, levels.GLANCE]))
def test_a_copy_is_never_larger_than_asked_nor_than_the_picture(
    size: tuple[int, int], pixels: int
) -> None:
    copy = at_most(Copy(blank(*size)), pixels)
    assert copy.area <= min(pixels, size[0] * size[1]) or 1 in width_and_height(copy.pixels)
    assert copy.scale >= 1


def test_a_12_megapixel_photograph_is_gone_through_at_its_own_size() -> None:
    first, *rest = copies(Copy(blank(4000, 3000)), levels.CLOSE, levels.WHOLE, levels.GLANCE)
    assert first.scale == 1
    assert [copy.smallest for copy in rest] == [24, 24]


def test_a_post_is_seen_whole_and_at_a_glance() -> None:
    scales = [
        c.scale for c in copies(Copy(blank(1080, 1350)), levels.CLOSE, levels.WHOLE, levels.GLANCE)
    ]
    assert scales[0] == 1
    assert len(scales) == 2


def test_a_small_picture_is_seen_once() -> None:
    assert len(list(copies(Copy(blank(320, 400)), levels.CLOSE, levels.WHOLE, levels.GLANCE))) == 1


def width_and_height(picture: Pixels) -> tuple[int, int]:
    """Return the size of a picture."""
    return picture.shape[1], picture.shape[0]
