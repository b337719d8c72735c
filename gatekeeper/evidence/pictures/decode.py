"""From uploaded bytes to upright pixels, within limits: the one way a picture is opened.

Faces, fingerprints and renditions all start from `upright`, so a box found by one means the
same place to the others. Orientation is applied exactly once: libheif has already turned a
HEIC as its container says, and Pillow hands an AVIF's turn on as the EXIF value.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

import numpy as np
import numpy.typing as npt
from PIL import Image
from pillow_heif import open_heif

from gatekeeper.errors import PictureRefused
from gatekeeper.evidence.pictures import refusals
from gatekeeper.evidence.pictures.colour import to_srgb
from gatekeeper.evidence.pictures.limits import MAX_BYTES, MAX_PIXELS, MAX_SIDE
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


def upright(data: bytes) -> Pixels:
    """Return the picture as a person sees it: (height, width, 3) uint8 RGB, sRGB, on white.

    Raises:
        PictureRefused: not a still picture within the limits, or damaged.
    """
    kind, image = open_still(data)
    return np.array(turned_upright(kind, image))


def open_still(data: bytes) -> tuple[Kind, Image.Image]:
    """Return the kind and the picture, its header read and within limits.

    Raises:
        PictureRefused: as `upright`.
    """
    if len(data) > MAX_BYTES:
        raise refusals.too_heavy()
    kind = sniff(data)
    with decoding():
        image = _opened_heic(data) if kind is Kind.HEIC else _opened(data, kind)
    return kind, image


def turned_upright(kind: Kind, image: Image.Image) -> Image.Image:
    """Decode an opened picture; return it in mode RGB, sRGB, upright.

    Raises:
        PictureRefused: the picture is damaged.
    """
    with decoding():
        image.load()
        _within_limits(image.size)
        turn = None if kind is Kind.HEIC else _TURNS.get(orientation(image))
        flat = to_srgb(image)
        return flat.transpose(turn) if turn is not None else flat


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
    image = Image.open(BytesIO(data), formats=(_PILLOW_NAMES[kind],))
    _within_limits(image.size)
    if _moves(image):
        raise refusals.moving()
    return image


def _opened_heic(data: bytes) -> Image.Image:
    """Open the primary picture; HEIC has no lazy form here, so the size is asked first."""
    heif = open_heif(BytesIO(data), convert_hdr_to_8bit=True)
    _within_limits(heif.size)
    return heif.to_pillow()


def _moves(image: Image.Image) -> bool:
    """Whether the picture is animated.

    A JPEG with more pictures behind it (MPO) is a still: phones keep a depth or brightness map
    there, and only the first picture is ever published.
    """
    return image.format != "MPO" and getattr(image, "n_frames", 1) > 1


def _within_limits(size: tuple[int, int]) -> None:
    if max(size) > MAX_SIDE or size[0] * size[1] > MAX_PIXELS:
        raise refusals.too_many_pixels()
