"""Everything an uploaded file carries beside its pixels, in plain names.

None of it is ever published: what goes out is made from pixels alone. It is said, because it
tells where and when a picture was taken, and what the file would give away if sent by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from gatekeeper.domain.picture import Carried
from gatekeeper.evidence.pictures.blocks import HIDDEN, LEFT_BY_AN_APP, Block, Blocks, blocks_of
from gatekeeper.evidence.pictures.credit import credits_in_iim
from gatekeeper.evidence.pictures.exif import read_exif
from gatekeeper.evidence.pictures.sniff import Kind
from gatekeeper.evidence.pictures.xmp import read_xmp

Info = Mapping[Any, object]

_PNG_PLAIN = frozenset(
    {"IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "bKGD"}
    | {"hIST", "pHYs", "sPLT", "cICP", "mDCV", "cLLI", "eXIf"}
)
_PICTURE_ITSELF = {
    Kind.PNG: _PNG_PLAIN,
    Kind.WEBP: frozenset({"VP8 ", "VP8L", "VP8X", "ALPH", "ICCP", "EXIF", "XMP "}),
    Kind.HEIC: frozenset({"ftyp", "meta", "mdat", "free", "skip", "idat"}),
    Kind.AVIF: frozenset({"ftyp", "meta", "mdat", "free", "skip", "idat"}),
}
"""Blocks that make the picture, or that Pillow hands over as EXIF and XMP."""
_NAMED = {
    "tEXt": "comment",
    "zTXt": "comment",
    "iTXt": "comment",
    "tIME": "time",
    "COM": "comment",
    "APP13": "press caption",
    "mpvd": "film",
}
_JPEG_PLAIN = (
    ("APP0", b"JFIF\0"),
    ("APP1", b"Exif\0\0"),
    ("APP1", b"http://ns.adobe.com/xap/1.0/\0"),
    ("APP2", b"ICC_PROFILE\0"),
    ("APP2", b"MPF\0"),
    ("APP14", b"Adobe"),
)
_JFIF_THUMBNAIL = slice(12, 14)
"""Its width and height in a JFIF segment."""
_JPEG_START = b"\xff\xd8\xff"
_XMP_IN_PNG = b"XML:com.adobe.xmp\0"


def carried(kind: Kind, data: bytes, info: Info) -> Carried:
    """Return what the file carries; `info` is what Pillow found in it while decoding."""
    blocks = blocks_of(kind, data)
    exif, xmp = _exif_of(info), _xmp_of(info)
    return _merged(
        read_exif(exif) if exif else Carried(),
        read_xmp(xmp) if xmp else Carried(),
        Carried(tuple(_fields(kind, blocks)), credits=_press(blocks)),
        Carried(tuple(_inside(info))),
        Carried(tuple(_behind(data[blocks.end :], blocks))),
    )


def _merged(*parts: Carried) -> Carried:
    return Carried(
        tuple(dict.fromkeys(name for part in parts for name in part.fields)),
        next((part.taken_at for part in parts if part.taken_at), None),
        next((part.place for part in parts if part.place), None),
        tuple(dict.fromkeys(credit for part in parts for credit in part.credits)),
    )


def _press(blocks: Blocks) -> tuple[str, ...]:
    captions = (block.payload for block in blocks.found if block.name == "APP13")
    return tuple(credit for caption in captions for credit in credits_in_iim(caption))


def _exif_of(info: Info) -> bytes:
    """Return EXIF bytes, also those that ImageMagick wraps into a PNG's text."""
    wrapped = info.get("Raw profile type exif")
    if isinstance(wrapped, str):
        try:
            return bytes.fromhex("".join(wrapped.split("\n")[3:]))
        except ValueError:
            return b"unreadable"
    return _raw(info.get("exif"))


def _xmp_of(info: Info) -> bytes:
    return _raw(info.get("xmp"))


def _raw(value: object) -> bytes:
    return value if isinstance(value, bytes) else b""


def _fields(kind: Kind, blocks: Blocks) -> Iterator[str]:
    for block in blocks.found:
        plain = _plain_jpeg(block) if kind is Kind.JPEG else block.name in _PICTURE_ITSELF[kind]
        if not plain and not block.payload.startswith(_XMP_IN_PNG):
            yield _NAMED.get(block.name, LEFT_BY_AN_APP)
        if block.name == "APP0" and any(block.payload[_JFIF_THUMBNAIL]):
            yield "thumbnail"


def _plain_jpeg(block: Block) -> bool:
    if not block.name.startswith(("APP", "COM")):
        return True
    return any(
        block.name == name and block.payload.startswith(start) for name, start in _JPEG_PLAIN
    )


def _inside(info: Info) -> Iterator[str]:
    """Yield what a HEIC keeps beside its main picture."""
    if info.get("thumbnails"):
        yield "thumbnail"
    if info.get("depth_images"):
        yield "depth map"


def _behind(tail: bytes, blocks: Blocks) -> Iterator[str]:
    """Yield names for bytes after the end of the picture; zeros are only padding."""
    if not tail.strip(b"\0"):
        return
    declared = any(block.payload.startswith(b"MPF\0") for block in blocks.found)
    yield "more pictures" if declared and tail.startswith(_JPEG_START) else HIDDEN
    if b"ftyp" in tail:
        yield "film"
