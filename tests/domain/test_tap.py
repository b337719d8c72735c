"""A tap becomes a box that is as large as the heads nearby."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.picture import Box
from gatekeeper.domain.tap import Tap, head_at

taps = st.builds(Tap, st.integers(0, 299), st.integers(0, 199))
sides = st.integers(1, 120)
faces = st.lists(st.builds(Box, st.integers(-50, 320), st.integers(-50, 220), sides, sides))


@given(taps, faces)
def test_the_box_lies_in_the_picture_and_holds_the_tap(tap: Tap, known: list[Box]) -> None:
    box = head_at(tap, known, 300, 200)

    assert box.lies_in(300, 200)
    assert tap.lies_in(box)


def test_the_box_is_as_large_as_the_heads_nearby_and_not_as_those_far_off() -> None:
    front = [Box(100 * n, 800, 90, 100) for n in range(5)]
    back = [Box(100 * n, 100, 35, 40) for n in range(5)]

    assert head_at(Tap(250, 200), front + back, 1000, 1000) == Box(222, 172, 56, 56)
    assert head_at(Tap(250, 700), front + back, 1000, 1000) == Box(180, 630, 140, 140)


def test_one_odd_neighbour_does_not_settle_the_size() -> None:
    near = [Box(100, 100, 40, 40), Box(200, 100, 40, 40), Box(150, 150, 300, 300)]

    assert head_at(Tap(150, 100), near, 1000, 1000).width == 56


def test_where_nobody_was_found_the_picture_gives_the_size() -> None:
    assert head_at(Tap(300, 300), [], 1200, 600) == Box(230, 230, 140, 140)
    assert head_at(Tap(0, 0), [], 1, 1) == Box(0, 0, 1, 1)


def test_a_tap_lies_in_the_pixels_of_a_box_and_not_beside_them() -> None:
    box = Box(10, 20, 5, 5)

    assert Tap(10, 20).lies_in(box)
    assert not any(Tap(*p).lies_in(box) for p in ((15, 22), (9, 22), (12, 19), (12, 25)))
