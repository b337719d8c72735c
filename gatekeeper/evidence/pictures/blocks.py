"""The labelled blocks a picture file is made of, and where the picture ends.

JPEG: segments (ITU T.81, annex B). PNG: chunks. WebP: RIFF chunks. HEIC and AVIF: ISO boxes.
Read to say what a file carries beside its pixels; nothing here is trusted to decode them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from gatekeeper.evidence.pictures.sniff import Kind

HIDDEN = "hidden data behind the picture"
"""Plain name for bytes after the end of a picture."""
LEFT_BY_AN_APP = "data left by an app"
"""Plain name for a block that is no part of the picture and has no better name."""

_BOX_NAME = re.compile(rb"[A-Za-z0-9 _-]{4}")
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")
_MARKER, _SOS, _EOI, _COM, _APPS = 0xFF, 0xDA, 0xD9, 0xFE, range(0xE0, 0xF0)
_WITHOUT_LENGTH = frozenset({0x01, *range(0xD0, 0xD9)})


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its own name (`APP1`, `tEXt`, `EXIF`, `mdat`) and its bytes."""

    name: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class Blocks:
    """All blocks up to the end of the picture, and the number of bytes they take.

    A file cut short ends at its last byte: then nothing is behind the picture.
    """

    found: tuple[Block, ...]
    end: int


def blocks_of(kind: Kind, data: bytes) -> Blocks:
    """Return the blocks of a file of this kind; of a broken one, as many as can be read."""
    match kind:
        case Kind.JPEG:
            return jpeg_blocks(data)
        case Kind.PNG:
            return _png_blocks(data)
        case Kind.WEBP:
            return _riff_blocks(data)
        case Kind.HEIC | Kind.AVIF:
            return _iso_blocks(data)


def jpeg_blocks(data: bytes) -> Blocks:
    """Return the segments of the first picture in a JPEG file.

    They are named `APP0` to `APP15`, `COM`, or by their marker in hexadecimal.
    """
    found: list[Block] = []
    at = 2
    while at + 2 <= len(data) and data[at] == _MARKER:
        marker = data[at + 1]
        if marker == _EOI:
            return Blocks(tuple(found), at + 2)
        if marker == _MARKER or marker in _WITHOUT_LENGTH:
            at += 1 if marker == _MARKER else 2
            continue
        after = at + 2 + int.from_bytes(data[at + 2 : at + 4])
        found.append(Block(_jpeg_name(marker), data[at + 4 : after]))
        at = _end_of_scan(data, after) if marker == _SOS else after
    return Blocks(tuple(found), len(data))


def _jpeg_name(marker: int) -> str:
    if marker in _APPS:
        return f"APP{marker - _APPS.start}"
    return "COM" if marker == _COM else f"{marker:02X}"


def _end_of_scan(data: bytes, start: int) -> int:
    """Return where the next segment begins; 0xFF00 and restart markers belong to the scan."""
    following = _NEXT_MARKER.search(data, start)
    return following.start() if following else len(data)


def _png_blocks(data: bytes) -> Blocks:
    found: list[Block] = []
    at = 8
    while at + 12 <= len(data):
        size = int.from_bytes(data[at : at + 4])
        found.append(_block(data, at + 4, at + 8, size))
        at += 12 + size
        if found[-1].name == "IEND":
            return Blocks(tuple(found), at)
    return Blocks(tuple(found), len(data))


def _riff_blocks(data: bytes) -> Blocks:
    found: list[Block] = []
    at = 12
    end = min(len(data), 8 + int.from_bytes(data[4:8], "little"))
    while at + 8 <= end:
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        found.append(_block(data, at, at + 8, size))
        at += 8 + size + size % 2
    return Blocks(tuple(found), end)


def _iso_blocks(data: bytes) -> Blocks:
    found: list[Block] = []
    at = 0
    while at + 8 <= len(data) and _BOX_NAME.fullmatch(data, at + 4, at + 8):
        size, head = int.from_bytes(data[at : at + 4]), 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16]), 16
        size = size or len(data) - at
        another = found and data[at + 4 : at + 8] == b"ftyp"
        if another or size < head or at + size > len(data):
            break
        found.append(_block(data, at + 4, at + head, size - head))
        at += size
    return Blocks(tuple(found), at)


def _block(data: bytes, name_at: int, start: int, size: int) -> Block:
    return Block(data[name_at : name_at + 4].decode("latin-1"), data[start : start + size])
