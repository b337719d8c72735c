"""What EXIF tells, and that broken EXIF is said and never an error."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from gatekeeper.domain.picture import Carried
from gatekeeper.evidence.pictures.exif import UNREADABLE, camera_time, read_exif

Value = str | bytes | int | float | tuple[float, ...]


def exif(
    main: dict[int, Value] | None = None,
    inner: dict[int, Value] | None = None,
    gps: dict[int, Value] | None = None,
) -> bytes:
    """Return EXIF with these tags."""
    made = Image.Exif()
    made.update(main or {})
    made.get_ifd(0x8769).update(inner or {})
    made.get_ifd(0x8825).update(gps or {})
    return made.tobytes()


def gps(
    latitude: tuple[float, ...], north: str, longitude: tuple[float, ...], east: str
) -> Carried:
    return read_exif(exif(gps={1: north, 2: latitude, 3: east, 4: longitude}))


@pytest.mark.parametrize(
    ("tag", "value", "name"),
    [
        (0x010F, "Acme", "camera"),
        (0x0131, "Editor 1", "software"),
        (0x010E, "Poppy", "description"),
        (0x013B, "Mr Reed", "author"),
        (0x8298, "(c) 2026", "copyright"),
        (0x9C9E, b"p\0o\0n\0d\0", "keywords"),
    ],
)
def test_a_main_tag_is_named_plainly(tag: int, value: Value, name: str) -> None:
    assert read_exif(exif({tag: value})).fields == (name,)


@pytest.mark.parametrize(
    ("tag", "value", "name"),
    [
        (0x927C, b"\0\0secrets", "maker notes"),
        (0x9286, b"ASCII\0\0\0Poppy", "comment"),
        (0xA420, "9f3c", "picture number"),
        (0xA430, "Mr Reed", "owner"),
        (0xA431, "SN-1", "serial number"),
        (0xA435, "SN-2", "serial number"),
    ],
)
def test_an_inner_tag_is_named_plainly(tag: int, value: Value, name: str) -> None:
    assert read_exif(exif(inner={tag: value})).fields == (name,)


def test_what_is_blank_is_not_said() -> None:
    blank = exif({0x010E: "    ", 0x013B: ""}, {0x9286: b"ASCII\0\0\0   "})
    assert read_exif(blank).fields == ()


def test_orientation_alone_says_nothing() -> None:
    assert read_exif(exif({0x0112: 6})) == Carried()


def test_the_moment_the_picture_was_taken_comes_before_the_moment_it_was_changed() -> None:
    both = exif({0x0132: "2026:11:21 09:00:00"}, {0x9003: "2026:11:20 10:31:07"})
    assert read_exif(both).taken_at == "2026-11-20 10:31:07"
    assert read_exif(exif({0x0132: "2026:11:21 09:00:00"})).taken_at == "2026-11-21 09:00:00"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026:11:20 10:31:07", "2026-11-20 10:31:07"),
        ("2026-11-20T10:31:07.25+01:00", "2026-11-20 10:31:07"),
        ("2026-11-20T10:31", "2026-11-20 10:31:00"),
        ("0000:00:00 00:00:00", None),
        ("2026:02:30 10:00:00", None),
        ("    :  :     :  :  ", None),
        ("yesterday", None),
    ],
)
def test_a_cameras_clock_is_read_or_left_out(written: str, read: str | None) -> None:
    assert camera_time(written) == read


def test_a_place_is_millionths_of_a_degree_with_its_side() -> None:
    assert gps((53.0, 46.0, 12.0), "N", (1.0, 30.0, 36.0), "W").place == (53_770_000, -1_510_000)
    assert gps((33.0, 52.0, 0.0), "S", (151.0, 12.0, 0.0), "E").place == (-33_866_667, 151_200_000)


def test_a_place_in_degrees_alone_is_read() -> None:
    assert gps((53.77,), "N", (1.51,), "W").place == (53_770_000, -1_510_000)


def test_a_place_that_does_not_exist_is_said_but_not_believed() -> None:
    found = gps((153.0, 0.0, 0.0), "N", (1.0, 0.0, 0.0), "W")
    assert found.place is None
    assert "place" in found.fields


def test_half_a_place_is_said_but_not_believed() -> None:
    found = read_exif(exif(gps={1: "N", 2: (53.0, 0.0, 0.0)}))
    assert found.place is None
    assert found.fields == ("place",)


def test_a_gps_block_without_a_place_says_nothing() -> None:
    assert read_exif(exif(gps={0: b"\x02\x02\0\0", 29: "2026:11:20"})).fields == ()


def test_a_division_by_zero_is_no_place() -> None:
    raw = exif(gps={1: "N", 2: (53.0, 46.0, 12.0), 3: "W", 4: (1.0, 30.0, 36.0)})
    ratio = struct.pack("<II", 53, 1) if b"II*" in raw[:12] else struct.pack(">II", 53, 1)
    assert ratio in raw
    found = read_exif(raw.replace(ratio, ratio[:4] + bytes(4)))
    assert found.place is None
    assert "place" in found.fields


@pytest.mark.parametrize("order", ["<", ">"])
def test_both_byte_orders_are_read(order: str) -> None:
    mark = b"II*\0" if order == "<" else b"MM\0*"
    entry = struct.pack(order + "HHI4s", 0x010F, 2, 4, b"Acm\0")
    raw = mark + struct.pack(order + "IH", 8, 1) + entry + bytes(4)
    assert read_exif(raw).fields == ("camera",)


def test_a_thumbnail_is_said() -> None:
    first = struct.pack("<HI", 0, 14)
    second = struct.pack("<HHHI4sI", 1, 0x0201, 4, 1, b"\x40\0\0\0", 0)
    assert read_exif(b"II*\0" + struct.pack("<I", 8) + first + second).fields == ("thumbnail",)


@pytest.mark.parametrize(
    "raw",
    [
        b"rubbish",
        b"Exif\0\0",
        b"II*\0\xff\xff\xff\xff",
        b"II*\0\x08\0\0\0\xff\xff",
        b"II*\0\x08\0\0\0\x01\0\x0f\x01\x02\0\xff\xff\xff\x7f\0\0\0\0" + bytes(4),
        b"II*\0\x08\0\0\0\x01\0\x0f\x01\x63\0\x01\0\0\0\0\0\0\0" + bytes(4),
        b"II*\0\x08\0\0\0\0\0\xff\xff\xff\x7f",
    ],
)
def test_broken_exif_is_said(raw: bytes) -> None:
    assert read_exif(raw).fields == (UNREADABLE,)


def test_a_directory_that_points_at_itself_ends() -> None:
    loop = b"II*\0\x08\0\0\0\x01\0" + struct.pack("<HHII", 0x8769, 4, 1, 8) + b"\x08\0\0\0"
    assert read_exif(loop).fields == ()


@given(st.binary(max_size=300))
def test_no_bytes_break_it(rubbish: bytes) -> None:
    good = exif({0x010F: "Acme"}, {0x9003: "2026:11:20 10:31:07"}, {1: "N", 2: (1.0,), 4: (2.0,)})
    for raw in (rubbish, b"II*\0\x08\0\0\0" + rubbish, good[: len(rubbish)] + rubbish):
        assert isinstance(read_exif(raw), Carried)
