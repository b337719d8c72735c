"""What EXIF gives away: place, time, camera, serial numbers, thumbnail, names (CIPA DC-008)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from gatekeeper.domain.picture import Carried
from gatekeeper.evidence.pictures.credit import credits_in_exif
from gatekeeper.evidence.pictures.tiff import Directory, Tag, Tiff

UNREADABLE = "camera data that cannot be read"

_INNER, _GPS = 0x8769, 0x8825
_LATITUDE, _LONGITUDE = (1, 2, 90), (3, 4, 180)
"""Tag of the hemisphere, tag of the degrees, and the most degrees there are."""
_THUMBNAIL = frozenset({0x0201, 0x0111})
_COMMENT = 0x9286
_CREDITS = (0x013B, 0x8298, 0xA430)
"""Artist, copyright, owner of the camera."""
_TAKEN = (0x9003, 0x9004, 0x0132)
"""Original, digitised, changed: the first that is there is taken for the moment of the picture."""
_NAMES = {
    0x010E: "description",
    0x010F: "camera",
    0x0110: "camera",
    0x0131: "software",
    0x0132: "time",
    0x013B: "author",
    0x013C: "camera",
    0x02BC: "notes of a photo program",
    0x8298: "copyright",
    0x83BB: "press caption",
    0x9003: "time",
    0x9004: "time",
    0x927C: "maker notes",
    0x9C9B: "description",
    0x9C9C: "comment",
    0x9C9D: "author",
    0x9C9E: "keywords",
    0x9C9F: "description",
    0xA420: "picture number",
    0xA430: "owner",
    0xA431: "serial number",
    0xA433: "camera",
    0xA434: "camera",
    0xA435: "serial number",
    0xC62F: "serial number",
}


def read_exif(raw: bytes) -> Carried:
    """Return what EXIF bytes tell; broken parts are named, never an error."""
    tiff = Tiff(re.sub(rb"^(Exif\0\0)+", b"", raw))
    main = tiff.first()
    inner, gps = _linked(tiff, main, _INNER), _linked(tiff, main, _GPS)
    small = tiff.directory(main.following) if main.following else Directory()
    tags = main.tags | inner.tags
    return Carried(
        tuple(
            dict.fromkeys((*_fields(tags), *_more(gps, small), *_broken(main, inner, gps, small)))
        ),
        _taken(tags),
        _place(gps),
        credits_in_exif(tags[number].text() for number in _CREDITS if number in tags),
    )


def _linked(tiff: Tiff, main: Directory, pointer: int) -> Directory:
    tag = main.tags.get(pointer)
    return tiff.directory(tag.numbers()[0]) if tag and tag.raw else Directory()


def _fields(tags: dict[int, Tag]) -> Iterator[str]:
    for number, name in _NAMES.items():
        if number in tags and tags[number].raw.strip(b"\0 "):
            yield name
    if _COMMENT in tags and tags[_COMMENT].raw[8:].strip(b"\0 "):
        yield "comment"


def _more(gps: Directory, small: Directory) -> Iterator[str]:
    if _LATITUDE[1] in gps.tags or _LONGITUDE[1] in gps.tags:
        yield "place"
    if _THUMBNAIL & small.tags.keys():
        yield "thumbnail"


def _broken(*directories: Directory) -> Iterator[str]:
    if any(directory.broken for directory in directories):
        yield UNREADABLE


def _taken(tags: dict[int, Tag]) -> str | None:
    written = (camera_time(tags[number].text()) for number in _TAKEN if number in tags)
    return next((moment for moment in written if moment), None)


def camera_time(written: str) -> str | None:
    """Return `2026:11:22 14:05:00` or `2026-11-22T14:05...` as `2026-11-22 14:05:00`."""
    parts = re.match(r"(\d{4})\D(\d\d)\D(\d\d)\D(\d\d)\D(\d\d)(?:\D(\d\d))?", written)
    if not parts:
        return None
    year, month, day, hour, minute, second = parts.groups(default="00")
    try:
        moment = datetime.fromisoformat(f"{year}-{month}-{day} {hour}:{minute}:{second}")
    except ValueError:
        return None
    return moment.isoformat(" ")


def _place(gps: Directory) -> tuple[int, int] | None:
    latitude, longitude = _degrees(gps.tags, *_LATITUDE), _degrees(gps.tags, *_LONGITUDE)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(tags: dict[int, Tag], side: int, value: int, most: int) -> int | None:
    """Return millionths of a degree from degrees, minutes and seconds, each a ratio."""
    numbers = tags[value].numbers() if value in tags else ()
    pairs = list(zip(numbers[0::2], numbers[1::2], strict=False))
    if not pairs or not all(below for _, below in pairs):
        return None
    parts = zip(pairs, (1, 60, 3600), strict=False)
    exact = sum(Fraction(top, below * unit) for (top, below), unit in parts)
    found = round(exact * 1_000_000)
    if found > most * 1_000_000:
        return None
    return -found if side in tags and tags[side].text().upper() in {"S", "W"} else found
