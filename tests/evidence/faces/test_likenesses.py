"""What only looks like a face is asked about; who was covered is not found again."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.face import FoundFace
from gatekeeper.domain.picture import Box, Recipe, box_in_original
from gatekeeper.evidence.faces.detections import Pixels
from gatekeeper.evidence.faces.find import Finder
from gatekeeper.evidence.pictures.maker import JpegMaker
from tests.evidence.faces.conftest import ClassPhoto, pixels_of
from tests.evidence.pictures.made import LIMITS


def drawing() -> Image.Image:
    """Return a face as a child may draw it with thick pens, 300 pixels wide."""
    paper = Image.new("RGB", (600, 600), "#ffffff")
    pen = ImageDraw.Draw(paper)
    pen.ellipse((150, 80, 450, 520), "#f2c9a0", "#403020", 5)
    pen.pieslice((140, 60, 460, 380), 180, 360, "#5a3b22")
    pen.ellipse((150, 170, 450, 520), "#f2c9a0")
    for eye in (235, 365):
        pen.ellipse((eye - 32, 265, eye + 32, 300), "white", "#403020", 3)
        pen.ellipse((eye - 13, 268, eye + 13, 298), "#3a2a1a")
        pen.arc((eye - 45, 225, eye + 45, 280), 200, 340, "#403020", 7)
    pen.line([(300, 300), (280, 380), (312, 385)], "#9a6a4a", 6, "curve")
    pen.ellipse((255, 425, 345, 455), "#b0504a")
    pen.line((255, 440, 345, 440), "#602020", 4)
    return paper


def on_a_wall(picture: Image.Image) -> Image.Image:
    """Return a room with this on its wall, in a black frame."""
    room = Image.new("RGB", (1600, 1200), "#b4aa96")
    pen = ImageDraw.Draw(room)
    pen.rectangle((0, 900, 1600, 1200), "#785a3c")
    pen.rectangle((590, 190, 610 + picture.width, 210 + picture.height), "#000000")
    room.paste(picture, (600, 200))
    return room


def of_stone(portrait: Pixels) -> Image.Image:
    """Return the portrait as weathered stone: grey, flat and grainy."""
    grey = np.asarray(Image.fromarray(portrait).convert("L"), np.float64)
    grain = np.random.default_rng(1).normal(0, 8, grey.shape)
    stone = (grey - grey.mean()) * 0.6 + 150 + grain
    return Image.fromarray(stone.clip(0, 255).astype(np.uint8))


def seen(finder: Finder, picture: Image.Image) -> tuple[FoundFace, ...]:
    return finder.find_in(np.asarray(picture.convert("RGB")))


@pytest.fixture(scope="module")
def portrait(oakfield: Path) -> Pixels:
    """Return a child who does not exist, from the front."""
    return pixels_of(oakfield / "portraits" / "alfie_0.jpg")


def test_a_drawing_is_asked_about_large_and_small(finder: Finder) -> None:
    assert len(seen(finder, drawing())) == 1
    assert len(seen(finder, on_a_wall(drawing().resize((120, 120))))) == 1


def test_a_statue_is_asked_about(finder: Finder, portrait: Pixels) -> None:
    assert len(seen(finder, of_stone(portrait))) == 1


def test_a_poster_of_a_face_is_asked_about(finder: Finder, portrait: Pixels) -> None:
    poster = Image.fromarray(portrait).resize((300, 300))
    assert len(seen(finder, on_a_wall(poster))) == 1


def test_three_hundred_different_faces_are_three_hundred(finder: Finder, oakfield: Path) -> None:
    files = sorted((oakfield / "portraits").glob("*_?.jpg"))
    crowd = Image.new("RGB", (4000, 3000), "#60785a")
    for n in range(300):
        with Image.open(files[n % len(files)]) as person:
            person.thumbnail((160, 250))
            crowd.paste(person, (n % 25 * 160, n // 25 * 250))
    assert len(seen(finder, crowd)) == 300


def test_under_the_covers_of_a_class_photograph_nobody_is_found_again(
    finder: Finder, class_photo: ClassPhoto
) -> None:
    """Every second person is covered; the lower threshold still sees all the others."""
    faces = [face.box for face in finder.find_in(class_photo.pixels)]
    covered, shown = faces[::2], faces[1::2]
    file = BytesIO()
    Image.fromarray(class_photo.pixels).save(file, "PNG")
    made = JpegMaker(LIMITS).make(
        file.getvalue(), Recipe(None, tuple(covered)), ChannelName.INSTAGRAM
    )
    size = JpegMaker(LIMITS).size(made)
    whole = Box(0, 0, class_photo.pixels.shape[1], class_photo.pixels.shape[0])
    again = [box_in_original(box, whole, *size) for box in finder.find_again(made)]
    assert [box for box in covered if any(box.overlap(face) for face in again)] == []
    assert sum(any(box.same_face_as(face) for face in again) for box in shown) >= len(shown) // 2
