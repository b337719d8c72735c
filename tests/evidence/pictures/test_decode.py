"""Upright, sRGB, on white, within limits; or refused with a sentence."""

from __future__ import annotations

import os
import warnings
import zlib
from io import BytesIO
from typing import Literal

import numpy as np
import pillow_heif
import pytest
from PIL import Image, ImageCms, ImageFile

from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.pictures import decode
from gatekeeper.evidence.pictures.decode import open_upright, paintable, upright
from gatekeeper.evidence.pictures.limits import MAX_BYTES, MAX_PIXELS, MAX_SIDE
from gatekeeper.evidence.pictures.sniff import Kind
from tests.evidence.pictures.made import (
    TURNED,
    UPRIGHT,
    animated,
    chunk,
    corners,
    file_of,
    film,
    png_bomb,
    png_of,
    scene,
    several,
    tagged,
    turned,
)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("orientation", list(TURNED))
def test_every_orientation_of_every_kind_comes_out_upright(kind: Kind, orientation: int) -> None:
    pixels = upright(turned(orientation, kind))
    assert pixels.shape == (64, 96, 3)
    assert corners(pixels) == UPRIGHT


def test_an_orientation_in_xmp_alone_is_followed_too() -> None:
    packet = b'<x:xmpmeta xmlns:tiff="t"><rdf:Description tiff:Orientation="3"/></x:xmpmeta>'
    data = file_of(scene().transpose(Image.Transpose.ROTATE_180), xmp=packet)
    assert corners(upright(data)) == UPRIGHT


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_an_orientation_that_does_not_exist_turns_nothing(orientation: int) -> None:
    assert corners(upright(file_of(scene(), exif=tagged(orientation)))) == UPRIGHT


def test_broken_exif_turns_nothing_and_stops_nothing() -> None:
    for exif in (b"Exif\0\0" + os.urandom(40), b"Exif\0\0II*\0\xff\xff\xff\x7f", b"Exif\0\0"):
        assert corners(upright(file_of(scene(), exif=exif))) == UPRIGHT


def test_pixels_are_contiguous_and_may_be_written() -> None:
    pixels = upright(file_of(scene()))
    assert pixels.dtype == np.uint8
    assert pixels.flags.c_contiguous
    assert pixels.flags.writeable


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "YCbCr", "I;16"])
def test_every_mode_comes_out_as_three_bytes_a_pixel(mode: str) -> None:
    image = scene().convert("L").convert("I;16") if mode == "I;16" else scene().convert(mode)
    kind = Kind.JPEG if mode in {"CMYK", "YCbCr"} else Kind.PNG
    assert upright(file_of(image, kind)).shape == (64, 96, 3)


def test_cmyk_keeps_its_colours() -> None:
    assert corners(upright(file_of(scene().convert("CMYK")))) == UPRIGHT


def test_sixteen_bit_grey_keeps_its_light() -> None:
    values = np.array([[0, 16384], [32768, 65535]], dtype=np.uint16)
    grey = upright(file_of(Image.fromarray(values), Kind.PNG))[..., 0]
    assert grey.tolist() == [[0, 63], [127, 255]]


@pytest.mark.parametrize("kind", [Kind.PNG, Kind.WEBP, Kind.AVIF, Kind.HEIC])
def test_what_is_transparent_lies_on_white(kind: Kind) -> None:
    clear = scene().convert("RGBA")
    clear.putalpha(0)
    assert upright(file_of(clear, kind)).min() >= 250


def test_one_transparent_palette_colour_lies_on_white() -> None:
    image = Image.new("P", (4, 4), 1)
    image.putpalette([10, 10, 10, 20, 20, 20])
    assert (upright(file_of(image, Kind.PNG, transparency=1)) == 255).all()


def profile(kind: Literal["LAB", "XYZ", "sRGB"]) -> bytes:
    """Return a colour profile."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(kind)).tobytes()


def test_a_colour_profile_is_followed_whatever_it_calls_itself() -> None:
    same = profile("sRGB")
    swapped = same.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    assert corners(upright(file_of(scene(), icc_profile=same))) == UPRIGHT
    red_is_blue = ["blue", "green", "red", "yellow"]
    assert corners(upright(file_of(scene(), icc_profile=swapped)))[:3] == red_is_blue[:3]


@pytest.mark.parametrize("unusable", [b"no profile at all", profile("LAB"), profile("XYZ")])
def test_a_colour_profile_that_does_not_fit_is_passed_over(unusable: bytes) -> None:
    assert corners(upright(file_of(scene(), icc_profile=unusable))) == UPRIGHT


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (film(), "video"),
        (png_bomb(), "too large"),
        (png_of(MAX_SIDE + 1, 1, zlib.compress(bytes(4000))), "too large"),
        (png_of(60_000, 60_000, b""), "too large"),
        (animated("GIF"), "GIF"),
        (animated("PNG"), "moves"),
        (animated("WEBP"), "moves"),
        (animated("AVIF"), "moves"),
        (bytes(MAX_BYTES + 1), "larger than 40 MB"),
        (b"\xff\xd8\xff" + b"rubbish" * 9, "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
    ],
)
def test_what_cannot_be_judged_is_refused_with_a_sentence_and_a_remedy(
    data: bytes, said: str
) -> None:
    with pytest.raises(PictureRefused, match=said) as refusal:
        upright(data)
    assert str(refusal.value)[-1] == "."
    assert refusal.value.remedy[-1] == "."


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_file_cut_short_is_refused(kind: Kind, part: float) -> None:
    data = file_of(scene(400, 300), kind)
    with pytest.raises(PictureRefused, match="damaged"):
        upright(data[: int(len(data) * part)])


def test_a_bomb_is_refused_before_a_pixel_is_decoded(monkeypatch: pytest.MonkeyPatch) -> None:
    def decoded(*_: object) -> None:
        pytest.fail("pixels were decoded")

    monkeypatch.setattr(ImageFile.ImageFile, "load", decoded)
    with pytest.raises(PictureRefused, match="too large"):
        upright(png_bomb())


def test_a_large_telephone_photograph_is_within_the_limits() -> None:
    assert MAX_PIXELS > 8_160 * 6_120
    panorama = upright(png_of(16_000, 4_000, zlib.compress(bytes(2_001 * 4_000))))
    assert panorama.shape == (4_000, 16_000, 3)


def test_of_several_pictures_in_one_jpeg_the_first_is_the_photograph() -> None:
    assert corners(upright(several())) == UPRIGHT


def test_of_several_pictures_in_one_heic_the_main_one_is_the_photograph() -> None:
    both = pillow_heif.from_pillow(scene())
    both.add_from_pillow(scene().transpose(Image.Transpose.ROTATE_180))
    for main in (0, 1):
        file = BytesIO()
        both.save(file, quality=90, primary_index=main)
        assert (corners(upright(file.getvalue())) == UPRIGHT) == (main == 0)


def test_a_picture_is_decoded_once_for_several_questions() -> None:
    data = file_of(scene())
    first, again = open_upright(data), open_upright(bytes(bytearray(data)))
    assert first is again


def test_a_large_picture_is_not_kept_nor_what_was_kept_before(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small, large = file_of(scene()), file_of(scene(300, 200))
    kept = open_upright(small)
    monkeypatch.setattr(decode, "KEPT_PIXELS", 96 * 64)
    assert open_upright(large) is not open_upright(large)
    assert open_upright(small) is not kept


@pytest.mark.parametrize("kept", [0, 96 * 64])
def test_painting_leaves_the_next_answer_as_it_was(
    kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(decode, "KEPT_PIXELS", kept)
    data = file_of(scene())
    upright(data)[:] = 0
    paintable(data).paste("black", (0, 0, 96, 64))
    assert corners(upright(data)) == UPRIGHT


def test_a_refusal_is_given_again() -> None:
    for _ in range(2):
        with pytest.raises(PictureRefused, match="damaged"):
            upright(file_of(scene())[:-40])


def test_what_is_behind_the_picture_does_not_change_it() -> None:
    data = file_of(scene())
    for tail in (b"PK\x03\x04zip", b"<html><script>alert(1)</script>", film(), bytes(9)):
        assert (upright(data + tail) == upright(data)).all()


def test_truncated_pictures_stay_refused_whatever_pillow_was_told_elsewhere() -> None:
    assert ImageFile.LOAD_TRUNCATED_IMAGES is False


def test_running_out_of_memory_is_no_refusal_of_the_picture() -> None:
    with pytest.raises(MemoryError), decode.decoding():
        raise MemoryError


def test_a_decoders_warning_stops_nothing() -> None:
    with decode.decoding():
        warnings.warn("Corrupt EXIF data", stacklevel=1)


def test_a_decompression_bomb_of_pillows_own_is_too_large() -> None:
    with pytest.raises(PictureRefused, match="too large"), decode.decoding():
        raise Image.DecompressionBombError


def test_a_png_with_endless_text_is_refused() -> None:
    data = file_of(scene(), Kind.PNG)
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(90_000_000)))
    with pytest.raises(PictureRefused, match="damaged"):
        upright(data[:33] + text + data[33:])
