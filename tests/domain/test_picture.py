"""Boxes, what a recipe hides, and where a find of the finished file lies in its original."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import FoundFace, Seen, Sighting, Turn
from gatekeeper.domain.picture import Box, Original, Picture, Recipe, Rendition, box_in_original

FACE = Box(100, 100, 50, 60)
sides = st.integers(0, 60)
boxes = st.builds(Box, st.integers(-40, 80), st.integers(-40, 80), sides, sides)


def test_a_box_knows_where_it_ends_and_what_it_holds() -> None:
    assert (FACE.right, FACE.bottom, FACE.area) == (150, 160, 3000)
    assert Box(0, 0, -5, -5).area == 0


@given(boxes, boxes)
def test_what_two_boxes_share_is_the_same_from_both_sides(one: Box, two: Box) -> None:
    assert one.overlap(two) == two.overlap(one) == one.part_in(two).area
    assert one.joint_share(two) == two.joint_share(one)
    assert 0 <= one.overlap(two) <= min(one.area, two.area)


@given(boxes)
def test_a_box_shares_all_with_itself(box: Box) -> None:
    whole = 1.0 if box.area else 0.0

    assert box.joint_share(box) == box.share_inside(box) == whole


@pytest.mark.parametrize(
    ("box", "inside"),
    [
        (Box(0, 0, 60, 40), True),
        (Box(59, 39, 1, 1), True),
        (Box(0, 0, 61, 40), False),
        (Box(-1, 0, 5, 5), False),
        (Box(5, 5, 0, 5), False),
    ],
)
def test_a_box_lies_in_a_picture_wholly_or_not(box: Box, inside: bool) -> None:  # noqa: FBT001
    assert box.lies_in(60, 40) is inside


def test_shares_are_of_the_joint_area_or_of_the_box_itself() -> None:
    half = Box(100, 100, 50, 30)

    assert half.share_inside(FACE) == 1.0
    assert FACE.share_inside(half) == 0.5
    assert FACE.joint_share(half) == 0.5


@pytest.mark.parametrize(
    ("other", "same"),
    [(Box(102, 98, 48, 62), True), (Box(145, 100, 50, 60), False), (Box(100, 100, 5, 6), False)],
    ids=["a few pixels off", "a neighbour", "far smaller"],
)
def test_two_finds_of_one_face_share_most(other: Box, same: bool) -> None:  # noqa: FBT001
    assert FACE.same_face_as(other) is same


def test_a_box_grows_about_its_centre_and_may_be_cut_to_the_picture() -> None:
    assert FACE.grown(200) == Box(75, 70, 100, 120)
    assert FACE.grown(100) == FACE
    assert Box(-10, -10, 50, 50).within(30, 100) == Box(0, 0, 30, 40)
    assert Box(200, 200, 50, 50).within(100, 100).area == 0


def test_without_crop_and_covers_nothing_is_hidden() -> None:
    assert not Recipe().hides(FACE)


@pytest.mark.parametrize(
    ("crop", "hidden"),
    [
        (Box(0, 0, 100, 500), True),
        (Box(0, 0, 101, 500), False),
        (Box(0, 160, 500, 500), True),
        (Box(0, 0, 500, 500), False),
    ],
)
def test_only_a_crop_that_leaves_nothing_of_a_face_hides_it(
    crop: Box,
    hidden: bool,  # noqa: FBT001
) -> None:
    assert Recipe(crop).hides(FACE) is hidden


@pytest.mark.parametrize(
    ("covers", "hidden"),
    [
        ((FACE,), True),
        ((FACE.grown(160),), True),
        ((FACE.grown(90),), False),
        ((Box(100, 100, 25, 60), Box(125, 100, 25, 60)), False),
    ],
    ids=["as large", "larger", "smaller", "two halves"],
)
def test_only_one_cover_over_the_whole_face_hides_it(
    covers: tuple[Box, ...],
    hidden: bool,  # noqa: FBT001
) -> None:
    assert Recipe(covers=covers).hides(FACE) is hidden


def test_a_cover_need_only_hide_what_the_crop_left() -> None:
    recipe = Recipe(crop=Box(125, 0, 500, 500), covers=(Box(125, 100, 25, 60),))

    assert recipe.covers_up(FACE)
    assert not Recipe(covers=recipe.covers).covers_up(FACE)


@given(boxes, boxes, st.lists(boxes, max_size=3))
def test_whoever_is_hidden_leaves_no_pixel(face: Box, crop: Box, covers: list[Box]) -> None:
    recipe = Recipe(crop, tuple(covers))
    if recipe.hides(face):
        left = face.part_in(crop)
        assert left.area == 0 or any(left.part_in(cover) == left for cover in covers)


@given(boxes, st.lists(boxes, max_size=3))
def test_a_face_without_area_is_never_hidden(crop: Box, covers: list[Box]) -> None:
    assert not Recipe(crop, tuple(covers)).hides(Box(10, 10, 0, 40))


def test_a_picture_knows_its_finished_files() -> None:
    finished = Rendition("o", ChannelName.INSTAGRAM, "d", 9, 9, 9)
    picture = Picture(Original("o", "a.jpg", 9), renditions=(finished,))

    assert picture.rendition(ChannelName.INSTAGRAM) == finished
    assert picture.rendition(ChannelName.LINKEDIN) is None


@pytest.mark.parametrize(
    ("width", "height", "found"),
    [(500, 250, Box(50, 25, 20, 20)), (500, 350, Box(50, 75, 20, 20))],
    ids=["the crop's own shape", "with bands above and below"],
)
def test_a_find_in_the_finished_file_has_its_place_in_the_original(
    width: int, height: int, found: Box
) -> None:
    crop = Box(100, 200, 1000, 500)

    assert box_in_original(found, crop, width, height) == Box(200, 250, 40, 40)


@pytest.mark.parametrize(("height", "small"), [(23, True), (24, False)])
def test_below_24_pixels_nobody_is_named(height: int, small: bool) -> None:  # noqa: FBT001
    face = FoundFace(Box(0, 0, 20, height), 900, ("yunet",), Seen.FACE, 100, Turn.FRONT)

    assert Sighting("s", "p", "o", 1, face).too_small is small
