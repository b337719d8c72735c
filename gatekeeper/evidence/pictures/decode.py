"""From uploaded bytes to upright pixels, within limits: the one way a picture is opened.

Faces, fingerprints and renditions all start from `upright`, so a box found by one means the
same place to the others. Orientation is applied exactly once: libheif has already turned a
HEIC as its container says, and Pillow hands an AVIF's turn on as the EXIF value.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image
from pillow_heif import HeifImageFile

from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.pictures import refusals
from gatekeeper.evidence.pictures.colour import to_srgb
from gatekeeper.evidence.pictures.limits import KEPT_PIXELS, MAX_BYTES, MAX_PIXELS, MAX_SIDE
from gatekeeper.evidence.pictures.sniff import Kind, sniff

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3, RGB, contiguous."""

_PILLOW_NAMES = {Kind.JPEG: "JPEG", Kind.PNG: "PNG", Kind.WEBP: "WEBP", Kind.AVIF: "AVIF"}
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True)
class Still:
    """An opened picture: its kind, what its file said beside the pixels, and the upright picture.

    `picture` is in mode RGB and sRGB. It may be handed out again: to paint, take `paintable`.
    """

    kind: Kind
    info: Mapping[Any, object]
    picture: Image.Image


def upright(data: bytes) -> Pixels:
    """Return the picture as a person sees it: (height, width, 3) uint8 RGB, sRGB, on white.

    Raises:
        PictureRefused: not a still picture within the limits, or damaged.
    """
    return np.array(open_upright(data).picture)


def paintable(data: bytes) -> Image.Image:
    """Return the upright picture for the caller alone; a large one, never kept, is not copied.

    Raises:
        PictureRefused: as `upright`.
    """
    picture = open_upright(data).picture
    return picture.copy() if _small(picture) else picture


def open_upright(data: bytes) -> Still:
    """Return the opened picture; of those not too large, the last two are kept.

    One picture is read, searched, finished twice and numbered, mostly in a row.

    Raises:
        PictureRefused: as `upright`.
    """
    kind, image = _header(data)
    if _small(image):
        return _kept(data)
    _kept.cache_clear()
    return _decoded(kind, image)


def _small(image: Image.Image) -> bool:
    return image.width * image.height <= KEPT_PIXELS


@lru_cache(maxsize=2)
def _kept(data: bytes) -> Still:
    return _decoded(*_header(data))


def _header(data: bytes) -> tuple[Kind, Image.Image]:
    """Return the kind and the picture, within limits as far as its header says, not decoded."""
    if len(data) > MAX_BYTES:
        raise refusals.too_heavy()
    kind = sniff(data)
    with decoding():
        image = _opened(data, kind)
        _within_limits(image.size)
        if _moves(image):
            raise refusals.moving()
    return kind, image


def _decoded(kind: Kind, image: Image.Image) -> Still:
    with decoding():
        image.load()
        _within_limits(image.size)
        turn = None if kind is Kind.HEIC else _TURNS.get(orientation(image))
        flat = to_srgb(image)
        return Still(kind, image.info, flat if turn is None else flat.transpose(turn))


def orientation(image: Image.Image) -> int:
    """Return the EXIF orientation, 1 to 8; unreadable EXIF counts as 1, as in every viewer."""
    try:
        found = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # noqa: BLE001 - broken EXIF raises anything, and must not stop a picture
        return 1
    return found if isinstance(found, int) else 1


@contextmanager
def decoding() -> Iterator[None]:
    """Turn whatever a decoder raises over a broken file into one refusal."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except (PictureRefused, MemoryError):
        raise
    except Image.DecompressionBombError as error:
        raise refusals.too_many_pixels() from error
    except Exception as error:  # decoders raise anything; failing shut means refusing
        raise refusals.damaged() from error


def _opened(data: bytes, kind: Kind) -> Image.Image:
    if kind is Kind.HEIC:
        return HeifImageFile(BytesIO(data))  # type: ignore[no-untyped-call]
    return Image.open(BytesIO(data), formats=(_PILLOW_NAMES[kind],))


def _moves(image: Image.Image) -> bool:
    """Whether the picture is animated.

    A JPEG with more pictures behind it (MPO) is a still, and so is a HEIC: phones keep a depth or
    brightness map there, and only the first or main picture is ever published.
    """
    return image.format not in {"MPO", "HEIF"} and getattr(image, "n_frames", 1) > 1


def _within_limits(size: tuple[int, int]) -> None:
    if max(size) > MAX_SIDE or size[0] * size[1] > MAX_PIXELS:
        raise refusals.too_many_pixels()
