"""Proof that a finished JPEG holds its pixels and nothing else, and how many.

Reads bytes only, without any decoder, so that whoever checks a finished file need not trust
the process that made it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.pictures.blocks import HIDDEN, LEFT_BY_AN_APP, Block, jpeg_blocks

NO_JPEG = "something that is not a JPEG"
_FRAMES = frozenset({"C0", "C2"})
_PIXELS = _FRAMES | {"DB", "C4", "DA", "DD"}
"""Quantisation, frames, Huffman tables, scans, restarts: all that pixels need (ITU T.81)."""
_JFIF = b"JFIF\0"
_JFIF_SIZE = 14
"""Bytes of a JFIF segment without a thumbnail."""
_NAMES = {"APP1": "camera data", "APP2": "colour profile", "APP13": "press caption"}


def metadata_left(jpeg: bytes) -> tuple[str, ...]:
    """Return plain names of whatever a finished file holds beside pixels; empty is right.

    It names what is allowed and reports all else, so that something unheard of is reported too.
    """
    if not jpeg.startswith(b"\xff\xd8\xff"):
        return (NO_JPEG,)
    blocks = jpeg_blocks(jpeg)
    names = (_name(block) for block in blocks.found if not _allowed(block))
    return tuple(dict.fromkeys((*names, *_behind(jpeg, blocks.end))))


def jpeg_size(jpeg: bytes) -> tuple[int, int]:
    """Return width and height of a finished file, in pixels.

    Raises:
        CouldNotCheck: it is not a JPEG.
    """
    for block in jpeg_blocks(jpeg).found:
        if block.name in _FRAMES:
            return int.from_bytes(block.payload[3:5]), int.from_bytes(block.payload[1:3])
    raise CouldNotCheck("A finished file is not a JPEG.", "Check the post again.")


def _allowed(block: Block) -> bool:
    if block.name == "APP0":
        return block.payload.startswith(_JFIF) and len(block.payload) == _JFIF_SIZE
    return block.name in _PIXELS


def _name(block: Block) -> str:
    if block.name == "COM":
        return "comment"
    return "thumbnail" if block.name == "APP0" else _NAMES.get(block.name, LEFT_BY_AN_APP)


def _behind(jpeg: bytes, end: int) -> Iterator[str]:
    if end < len(jpeg) or not jpeg.endswith(b"\xff\xd9"):
        yield HIDDEN
