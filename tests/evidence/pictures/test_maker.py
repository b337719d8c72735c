"""The finished file: within limits, without metadata, covered for good, the same each time."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Box, Recipe, box_in_original
from gatekeeper.errors import CouldNotCheck, PictureRefused
from gatekeeper.evidence.guard import Guard, GuardedMaker
from gatekeeper.evidence.pictures.decode import upright
from gatekeeper.evidence.pictures.maker import JpegMaker
from gatekeeper.evidence.pictures.sniff import Kind
from tests.evidence.pictures.made import (
    LIMITS,
    UPRIGHT,
    corners,
    file_of,
    make_school_maker,
    png_bomb,
    scene,
    sighting,
    told,
    turned,
)

MAKER = JpegMaker(LIMITS)
INSTAGRAM, LINKEDIN = ChannelName.INSTAGRAM, ChannelName.LINKEDIN
PLAIN = Recipe()


def noise(width: int, height: int) -> Image.Image:
    pixels = np.random.default_rng(3).integers(0, 255, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(pixels)


@pytest.mark.parametrize("channel", list(ChannelName))
@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_becomes_a_bare_jpeg(kind: Kind, channel: ChannelName) -> None:
    jpeg = MAKER.make(file_of(scene(960, 640), kind), PLAIN, channel)
    assert MAKER.metadata_left(jpeg) == ()
    assert MAKER.size(jpeg) == (960, 640)
    assert corners(upright(jpeg)) == UPRIGHT


@pytest.mark.parametrize("channel", list(ChannelName))
def test_nothing_of_what_the_original_told_is_left(channel: ChannelName) -> None:
    jpeg = MAKER.make(told() + b"hidden behind it", PLAIN, channel)
    assert MAKER.metadata_left(jpeg) == ()
    for secret in (b"Acme", b"Poppy", b"SN-12345", b"2026:11:20", b"hidden", b"Exif"):
        assert secret not in jpeg


def test_pillow_too_finds_nothing_in_a_finished_file() -> None:
    data = file_of(
        scene(), exif=told()[6:200], xmp=b"<x/>", comment=b"Poppy", icc_profile=b"p", dpi=(300, 300)
    )
    with Image.open(BytesIO(MAKER.make(data, PLAIN, INSTAGRAM))) as finished:
        assert set(finished.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_turned_original_is_finished_upright() -> None:
    assert corners(upright(MAKER.make(turned(6), PLAIN, LINKEDIN))) == UPRIGHT


@pytest.mark.parametrize("channel", list(ChannelName))
def test_the_same_input_gives_the_same_bytes(channel: ChannelName) -> None:
    recipe = Recipe(Box(10, 10, 900, 500), (Box(300, 200, 60, 70),))
    data = file_of(scene(1200, 800))
    assert MAKER.make(data, recipe, channel) == MAKER.make(data, recipe, channel)
    assert MAKER.make(data, PLAIN, channel) != MAKER.make(data, recipe, channel)


def test_a_crop_shows_what_lies_inside_it() -> None:
    jpeg = MAKER.make(file_of(scene(960, 640)), Recipe(Box(0, 0, 300, 200)), LINKEDIN)
    assert MAKER.size(jpeg) == (300, 200)
    assert corners(upright(jpeg)) == ["red"] * 4


@pytest.mark.parametrize(
    "crop", [Box(-1, 0, 50, 50), Box(0, 0, 97, 50), Box(0, 20, 50, 50), Box(5, 5, 0, 10)]
)
def test_a_crop_that_leaves_the_picture_is_refused(crop: Box) -> None:
    with pytest.raises(PictureRefused, match="crop"):
        MAKER.make(file_of(scene()), Recipe(crop), INSTAGRAM)


@pytest.mark.parametrize("channel", list(ChannelName))
@pytest.mark.parametrize("crop", [None, Box(100, 100, 2000, 1800)])
def test_a_covered_face_is_one_colour_in_the_finished_file(
    channel: ChannelName, crop: Box | None
) -> None:
    face = Box(900, 700, 160, 200)
    jpeg = MAKER.make(file_of(noise(3000, 2000)), Recipe(crop, (face,)), channel)
    pixels = upright(jpeg).astype(int)
    shown = crop or Box(0, 0, 3000, 2000)
    scale = min(pixels.shape[1] / shown.width, pixels.shape[0] / shown.height)
    left = round((face.left - shown.left) * scale + (pixels.shape[1] - shown.width * scale) / 2)
    top = round((face.top - shown.top) * scale + (pixels.shape[0] - shown.height * scale) / 2)
    inside = pixels[top : top + int(face.height * scale), left : left + int(face.width * scale)]
    assert inside.size > 3000
    assert np.ptp(inside.reshape(-1, 3), axis=0).max() <= 2
    mean = pixels.reshape(-1, 3).mean(axis=0)
    assert np.abs(inside.reshape(-1, 3).mean(axis=0) - mean).max() <= 4


def test_a_face_whose_cover_reaches_over_the_edge_is_covered_too() -> None:
    face = Box(0, 0, 100, 100)
    pixels = upright(MAKER.make(file_of(noise(800, 600)), Recipe(None, (face,)), LINKEDIN))
    assert np.ptp(pixels[:100, :100].reshape(-1, 3).astype(int), axis=0).max() <= 2


def test_covering_does_not_change_the_rest() -> None:
    data = file_of(scene(960, 640))
    plain = upright(MAKER.make(data, PLAIN, LINKEDIN)).astype(int)
    covered = upright(MAKER.make(data, Recipe(None, (Box(400, 300, 40, 40),)), LINKEDIN))
    assert np.abs(plain - covered)[:200].max() <= 2
    assert np.abs(plain - covered)[300:340, 400:440].max() > 2


def test_a_tall_picture_gets_bands_in_its_mean_colour_and_loses_nothing() -> None:
    jpeg = MAKER.make(file_of(scene(300, 900)), PLAIN, INSTAGRAM)
    pixels = upright(jpeg)
    assert MAKER.size(jpeg) == (720, 900)
    assert np.ptp(pixels[:, :200].reshape(-1, 3).astype(int), axis=0).max() <= 2
    assert corners(pixels[:, 210:510]) == UPRIGHT


def test_a_box_of_the_finished_file_is_found_again_in_the_original() -> None:
    crop = Box(40, 20, 300, 900)
    jpeg = MAKER.make(file_of(scene(400, 1000)), Recipe(crop), INSTAGRAM)
    width, height = MAKER.size(jpeg)
    assert box_in_original(Box(210, 0, 300, 900), crop, width, height) == crop


@pytest.mark.parametrize("size", [(30, 20), (20, 30), (1, 1), (3, 900), (2500, 9)])
@pytest.mark.parametrize("channel", list(ChannelName))
def test_an_odd_size_ends_within_the_limits(size: tuple[int, int], channel: ChannelName) -> None:
    limits = LIMITS[channel]
    width, height = MAKER.size(MAKER.make(file_of(noise(*size), Kind.PNG), PLAIN, channel))
    assert limits.min_width <= width <= limits.max_width
    assert 1 <= height <= limits.max_height


def test_a_picture_that_compresses_badly_is_compressed_more() -> None:
    data = file_of(noise(1200, 900))
    best = MAKER.make(data, PLAIN, LINKEDIN)
    tight = LIMITS | {LINKEDIN: replace(LIMITS[LINKEDIN], max_bytes=len(best) // 2)}
    assert len(JpegMaker(tight).make(data, PLAIN, LINKEDIN)) <= len(best) // 2


def test_a_picture_that_never_fits_could_not_be_made() -> None:
    tight = LIMITS | {LINKEDIN: replace(LIMITS[LINKEDIN], max_bytes=1000)}
    with pytest.raises(CouldNotCheck, match="1000 bytes"):
        JpegMaker(tight).make(file_of(noise(1200, 900)), PLAIN, LINKEDIN)


def test_what_cannot_be_opened_cannot_be_made() -> None:
    for data in (b"", png_bomb(), b"GIF89a"):
        with pytest.raises(PictureRefused):
            MAKER.make(data, PLAIN, INSTAGRAM)
        with pytest.raises(PictureRefused):
            MAKER.numbered(data, (), {})


def test_a_finished_file_in_the_child_is_the_same_to_the_byte() -> None:
    data, recipe = told(), Recipe(None, (Box(20, 20, 10, 10),))
    faces = (sighting(1, Box(20, 20, 10, 10)),)
    with Guard({"maker": make_school_maker}) as guard:
        guarded = GuardedMaker(guard)
        jpeg = guarded.make(data, recipe, INSTAGRAM)
        assert jpeg == MAKER.make(data, recipe, INSTAGRAM)
        assert guarded.numbered(data, faces, {"s1": "no"}) == MAKER.numbered(
            data, faces, {"s1": "no"}
        )
        assert guarded.size(jpeg) == MAKER.size(jpeg)
        assert guarded.metadata_left(jpeg) == ()


@pytest.mark.samples
@pytest.mark.parametrize("folder", ["exif_gps", "odd_formats", "hostile_images"])
def test_no_sample_keeps_any_metadata(samples: Path, folder: str) -> None:
    made = 0
    for path in sorted((samples / folder).rglob("*")):
        if not path.is_file():
            continue
        try:
            jpeg = MAKER.make(path.read_bytes(), PLAIN, INSTAGRAM)
        except PictureRefused:
            continue
        made += 1
        assert MAKER.metadata_left(jpeg) == (), path.name
        assert len(jpeg) <= LIMITS[INSTAGRAM].max_bytes
    assert made >= 20
