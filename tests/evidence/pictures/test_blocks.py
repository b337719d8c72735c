"""The blocks of a file, and where its picture ends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.evidence.pictures.blocks import blocks_of
from gatekeeper.evidence.pictures.sniff import Kind
from tests.evidence.pictures.made import chunk, file_of, film, scene


@pytest.mark.parametrize("kind", list(Kind))
def test_a_plain_picture_ends_with_its_file(kind: Kind) -> None:
    data = file_of(scene(), kind)
    assert blocks_of(kind, data).end == len(data)


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("tail", [b"PK\x03\x04", b"\xff\xd9", b"<html>", film(), bytes(16)])
def test_what_is_appended_is_behind_the_picture(kind: Kind, tail: bytes) -> None:
    data = file_of(scene(), kind)
    assert blocks_of(kind, data + tail).end == len(data)


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (Kind.JPEG, {"APP0", "DB", "C0", "C4", "DA"}),
        (Kind.PNG, {"IHDR", "IDAT", "IEND"}),
        (Kind.WEBP, {"VP8 "}),
        (Kind.HEIC, {"ftyp", "meta", "mdat"}),
        (Kind.AVIF, {"ftyp", "meta", "mdat"}),
    ],
)
def test_blocks_have_their_formats_own_names(kind: Kind, names: set[str]) -> None:
    assert {block.name for block in blocks_of(kind, file_of(scene(), kind)).found} == names


def test_an_end_marker_inside_a_segment_is_not_the_end() -> None:
    data = file_of(scene(), comment=b"\xff\xd9 hidden \xff\xd9")
    blocks = blocks_of(Kind.JPEG, data)
    assert blocks.end == len(data)
    assert b"\xff\xd9 hidden \xff\xd9" in [block.payload for block in blocks.found]


def test_a_progressive_jpeg_has_many_scans_and_one_end() -> None:
    data = file_of(scene(400, 300), progressive=True)
    blocks = blocks_of(Kind.JPEG, data + b"tail")
    assert blocks.end == len(data)
    assert sum(block.name == "DA" for block in blocks.found) > 1


def test_restart_markers_belong_to_the_scan() -> None:
    data = file_of(scene(400, 300), restart_marker_rows=1)
    assert b"\xff\xd0" in data
    assert blocks_of(Kind.JPEG, data + b"tail").end == len(data)


def test_fill_bytes_between_segments_are_passed_over() -> None:
    data = file_of(scene())
    filled = data[:2] + b"\xff\xff\xff" + data[2:]
    assert blocks_of(Kind.JPEG, filled).found == blocks_of(Kind.JPEG, data).found


def test_a_png_chunk_has_its_bytes() -> None:
    data = file_of(scene(), Kind.PNG)
    told = data[:33] + chunk(b"tEXt", b"Comment\0Poppy") + data[33:]
    blocks = {block.name: block.payload for block in blocks_of(Kind.PNG, told).found}
    assert blocks["tEXt"] == b"Comment\0Poppy"


@pytest.mark.parametrize("size", [bytes(4), b"\0\0\0\1" + b"mdat" + (12 + 8).to_bytes(8)])
def test_an_iso_box_may_reach_to_the_end_or_have_a_long_size(size: bytes) -> None:
    box = size + b"mdatrest" if size == bytes(4) else size + b"rest"
    data = file_of(scene(), Kind.AVIF) + box
    assert blocks_of(Kind.AVIF, data).end == len(data)
    assert blocks_of(Kind.AVIF, data).found[-1].payload == b"rest"


@given(st.sampled_from(list(Kind)), st.binary(max_size=200), st.integers(0, 400))
def test_no_bytes_break_it_and_the_end_is_in_the_file(kind: Kind, rubbish: bytes, cut: int) -> None:
    for data in (rubbish, file_of(scene(), kind)[:cut] + rubbish):
        assert 0 <= blocks_of(kind, data).end <= len(data)
