"""A file is what its bytes say, whatever its name."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.pictures.sniff import Kind, sniff
from tests.evidence.pictures.made import file_of, film, scene


def iso(major: bytes, *others: bytes) -> bytes:
    """Return an ISO media file's first box."""
    body = major + bytes(4) + b"".join(others)
    return (8 + len(body)).to_bytes(4) + b"ftyp" + body + bytes(40)


@pytest.mark.parametrize("kind", list(Kind))
def test_each_kind_is_known_by_its_bytes(kind: Kind) -> None:
    assert sniff(file_of(scene(), kind)) is kind


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (iso(b"heic", b"mif1", b"heic"), Kind.HEIC),
        (iso(b"mif1", b"mif1", b"heic"), Kind.HEIC),
        (iso(b"mif1", b"avif", b"miaf"), Kind.AVIF),
        (iso(b"heix", b"mif1", b"avif"), Kind.HEIC),
        (iso(b"avif", b"mif1", b"heic"), Kind.AVIF),
    ],
)
def test_heic_and_avif_are_told_apart_by_their_brands(data: bytes, kind: Kind) -> None:
    assert sniff(data) is kind


@pytest.mark.parametrize(
    "data",
    [
        film(),
        iso(b"qt  "),
        iso(b"M4V "),
        iso(b"3gp5"),
        b"\x00\x00\x00\x08wide" + bytes(20),
        b"\x1aE\xdf\xa3" + bytes(20),
        b"RIFF\x00\x00\x00\x00AVI LIST",
        b"OggS" + bytes(20),
    ],
)
def test_a_video_is_refused_as_a_video(data: bytes) -> None:
    with pytest.raises(PictureRefused, match=r"This is a video\. Only still pictures") as refusal:
        sniff(data)
    assert "photograph" in refusal.value.remedy


@pytest.mark.parametrize("major", [b"avis", b"hevc", b"msf1"])
def test_a_picture_sequence_is_refused_as_moving(major: bytes) -> None:
    with pytest.raises(PictureRefused, match="moves"):
        sniff(iso(major, b"mif1", b"heic", b"avif"))


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (b"GIF89a...", "a GIF"),
        (b"%PDF-1.7", "a PDF"),
        (b"PK\x03\x04...", "ZIP"),
        (b"II*\x00....", "TIFF"),
        (b"8BPS....", "Photoshop"),
        (b"BM......", "bitmap"),
        (b"\xff\x0a....", "JPEG XL"),
        (b"\x00\x00\x00\x0cjP  \r\n", "JPEG 2000"),
    ],
)
def test_another_kind_is_refused_by_its_name(data: bytes, named: str) -> None:
    with pytest.raises(PictureRefused, match=named) as refusal:
        sniff(data)
    assert "JPEG" in refusal.value.remedy


def test_an_empty_file_is_refused_as_empty() -> None:
    with pytest.raises(PictureRefused, match="empty"):
        sniff(b"")


@pytest.mark.parametrize(
    "data", [b"<html>", b"RIFF....WAVE", b"\xff\xd8", iso(b"mif1", b"mif1"), b"name,form\n"]
)
def test_anything_else_is_refused(data: bytes) -> None:
    with pytest.raises(PictureRefused):
        sniff(data)


@given(st.binary(max_size=64))
def test_no_bytes_break_it(data: bytes) -> None:
    with suppress(PictureRefused):
        assert sniff(data) in Kind
