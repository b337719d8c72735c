"""The picture to answer from: numbers and shapes that can be told apart at any size."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PIL import Image, ImageColor

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.pictures import numbered as module
from gatekeeper.evidence.pictures.numbered import LONG_SIDE, numbered
from gatekeeper.evidence.pictures.plates import hidden, place_plates
from tests.evidence.pictures.made import scene, sighting

Boxes = tuple[Box, ...]
Sizes = tuple[tuple[int, int], ...]
MARKS = ("open", "perhaps", "fine", "no")
FACE = Box(500, 400, 100, 120)


def drawn(
    mark: str | None, box: Box = FACE, grey: int = 128
) -> np.ndarray[tuple[int, ...], np.dtype[np.uint8]]:
    """Return the pixels of a grey picture with one numbered face."""
    marks = {} if mark is None else {"s1": mark}
    return np.asarray(numbered(plain(grey), (sighting(1, box),), marks))


def plain(grey: int = 128) -> Image.Image:
    return Image.new("RGB", (1200, 900), (grey, grey, grey))


@pytest.mark.parametrize(
    ("size", "shown"),
    [
        ((1200, 900), (1200, 900)),
        ((4000, 3000), (2000, 1500)),
        ((200, 100), (1000, 500)),
        ((100, 300), (333, 1000)),
    ],
)
def test_the_picture_is_shown_at_a_size_for_people(
    size: tuple[int, int], shown: tuple[int, int]
) -> None:
    view = numbered(scene(*size), (), {})
    assert view.size == shown
    assert max(view.size) in LONG_SIDE


@pytest.mark.parametrize(("one", "other"), list(combinations(MARKS, 2)))
def test_marks_differ_in_shape_and_not_in_colour_alone(
    one: str, other: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_PLATES", dict.fromkeys(MARKS, "#101010"))
    assert (drawn(one) != drawn(other)).any(axis=2).sum() > 200


@pytest.mark.parametrize("mark", MARKS)
def test_the_middle_of_a_face_stays_free(mark: str) -> None:
    middle = drawn(mark)[440:480, 535:565]
    assert (middle == 128).all()


@pytest.mark.parametrize("mark", MARKS)
@pytest.mark.parametrize("grey", [0, 128, 255])
def test_a_line_shows_on_dark_and_on_light(mark: str, grey: int) -> None:
    pixels = drawn(mark, grey=grey).astype(int)
    changed = np.abs(pixels - grey)[400:540, 470:620]  # below the plate
    assert changed.max() > 110


@pytest.mark.parametrize("mark", MARKS)
def test_the_number_is_white_on_a_dark_plate(mark: str) -> None:
    dark = np.array(ImageColor.getrgb(module._PLATES[mark]))
    assert dark @ [0.2126, 0.7152, 0.0722] < 90
    plate = drawn(mark)[:400]
    assert (plate == dark).all(axis=2).sum() > 200
    assert (plate == 255).all(axis=2).sum() > 20


def test_a_face_without_a_mark_is_open() -> None:
    assert (drawn(None) == drawn("open")).all()


def test_a_mark_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(KeyError):
        drawn("nearly")


def test_another_number_is_another_picture() -> None:
    one = np.asarray(numbered(plain(), (sighting(1, FACE),), {}))
    two = np.asarray(numbered(plain(), (sighting(2, FACE),), {}))
    assert (one != two).any()


@pytest.mark.parametrize(
    "box", [Box(600, 450, 3, 4), Box(-20, -20, 60, 60), Box(1190, 890, 40, 40)]
)
def test_a_tiny_face_or_one_at_the_edge_is_marked_too(box: Box) -> None:
    assert (drawn("open", box) != 128).any(axis=2).sum() > 400


def test_a_large_crowd_is_numbered() -> None:
    crowd = tuple(
        sighting(number, Box(20 + 90 * (number % 13), 60 + 120 * (number // 13), 50, 60))
        for number in range(1, 91)
    )
    marks = {face.id: MARKS[face.number % 4] for face in crowd}
    view = np.asarray(numbered(plain(), crowd, marks))
    for face in crowd:
        box = face.face.box
        assert (view[box.top - 20 : box.bottom + 20, box.left - 10 : box.right + 10] != 128).any()


@pytest.mark.parametrize(("across", "down"), [(1, 1), (10, 6), (25, 12)])
def test_no_plate_of_a_crowd_hides_a_face_or_another_plate(across: int, down: int) -> None:
    wide, tall = 4000 // across, 3000 // down
    crowd = tuple(
        sighting(n + 1, Box(wide * (n % across) + 30, tall * (n // across) + 90, 80, 90))
        for n in range(across * down)
    )
    picture = Image.new("RGB", (4000, 3000), (128, 128, 128))
    seen: list[tuple[int, int]] = []
    place = place_plates

    def watched(boxes: Boxes, sizes: Sizes, view: tuple[int, int]) -> Boxes:
        plates = place(boxes, sizes, view)
        seen.append((hidden(boxes, plates), max(size[1] for size in sizes)))
        return plates

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(module, "place_plates", watched)
        numbered(picture, crowd, {})
    assert seen[-1][0] == 0
    assert seen[-1][1] >= 28
    assert all(hides for hides, _ in seen[:-1])


def test_where_no_letters_are_small_enough_those_that_hide_least_are_taken() -> None:
    heap = tuple(sighting(n, Box(500 + n, 400 + n, 100, 120)) for n in range(1, 40))
    assert numbered(plain(), heap, {}).size == (1200, 900)
