"""A finished file is proved to hold pixels and nothing else."""

from __future__ import annotations

import pytest
from PIL import Image

from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.pictures.blocks import HIDDEN, LEFT_BY_AN_APP
from gatekeeper.evidence.pictures.left import NO_JPEG, jpeg_size, metadata_left
from gatekeeper.evidence.pictures.sniff import Kind
from tests.evidence.pictures.made import file_of, scene, several, tagged, told


def segment(marker: int, body: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(body) + 2).to_bytes(2) + body


def with_segment(marker: int, body: bytes) -> bytes:
    data = file_of(scene())
    return data[:2] + segment(marker, body) + data[2:]


@pytest.mark.parametrize("progressive", [True, False])
def test_pixels_alone_leave_nothing(progressive: bool) -> None:  # noqa: FBT001
    assert metadata_left(file_of(scene(), progressive=progressive)) == ()


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (file_of(scene(), exif=tagged(1)), ("camera data",)),
        (told(), ("camera data",)),
        (file_of(scene(), xmp=b"<x:xmpmeta/>"), ("camera data",)),
        (file_of(scene(), icc_profile=b"profile"), ("colour profile",)),
        (file_of(scene(), comment=b"Poppy"), ("comment",)),
        (with_segment(0xED, b"Photoshop 3.0\0"), ("press caption",)),
        (with_segment(0xEE, b"Adobe..."), (LEFT_BY_AN_APP,)),
        (with_segment(0xEB, b"JP made with a generator"), (LEFT_BY_AN_APP,)),
        (with_segment(0xF0, b"an extension"), (LEFT_BY_AN_APP,)),
        (with_segment(0xE0, b"JFXX\0\x10"), ("thumbnail",)),
        (with_segment(0xE0, b"JFIF\0" + bytes(12)), ("thumbnail",)),
        (several(), ("colour profile", HIDDEN)),
        (file_of(scene()) + b"\0", (HIDDEN,)),
        (file_of(scene()) + file_of(scene()), (HIDDEN,)),
        (file_of(scene())[:-2], (HIDDEN,)),
        (file_of(scene(), Kind.PNG), (NO_JPEG,)),
        (b"", (NO_JPEG,)),
    ],
)
def test_anything_else_is_reported(data: bytes, names: tuple[str, ...]) -> None:
    assert metadata_left(data) == names


def test_the_size_is_read_without_a_decoder() -> None:
    assert jpeg_size(file_of(scene(90, 70))) == (90, 70)
    assert jpeg_size(file_of(Image.new("L", (3, 500)), progressive=True)) == (3, 500)


@pytest.mark.parametrize("data", [b"", file_of(scene(), Kind.PNG), b"\xff\xd8\xff\xd9"])
def test_what_is_no_jpeg_has_no_size(data: bytes) -> None:
    with pytest.raises(CouldNotCheck):
        jpeg_size(data)
