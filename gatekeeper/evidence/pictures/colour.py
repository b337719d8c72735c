"""Any decoded picture to plain sRGB: the colours a browser would show, on white."""

from __future__ import annotations

from io import BytesIO

import numpy as np
from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_LEVELS = (0, 51, 102, 153, 204, 255)
_PROBE = Image.fromarray(
    np.array([[(r, g, b) for r in _LEVELS for g in _LEVELS for b in _LEVELS]], dtype=np.uint8)
)
_INVISIBLE = 3
"""Steps of 255 by which two colours may differ unseen."""
_PROFILED_MODES = frozenset({"RGB", "CMYK", "L"})


def to_srgb(image: Image.Image) -> Image.Image:
    """Return the picture in mode RGB, 8 bits a channel, transparency laid on white."""
    profile = image.info.get("icc_profile")
    opaque = _on_white(_eight_bit(image))
    if profile and opaque.mode in _PROFILED_MODES:
        opaque = _converted(opaque, profile)
    return opaque if opaque.mode == "RGB" else opaque.convert("RGB")


def _eight_bit(image: Image.Image) -> Image.Image:
    """Return 16- and 32-bit grey as 8 bits: Pillow's own conversion cuts the light half off."""
    if image.mode == "F" or not image.mode.startswith("I"):
        return image
    values = np.asarray(image).astype(np.int64)
    return Image.fromarray((np.clip(values, 0, 65535) // 257).astype(np.uint8))


def _on_white(image: Image.Image) -> Image.Image:
    if not image.has_transparency_data:
        return image.convert("RGB") if image.mode in {"P", "PA"} else image
    layer = image.convert("RGBA")
    white = Image.new("RGBA", layer.size, "white")
    white.alpha_composite(layer)
    return white.convert("RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image:
    """Return the picture in sRGB; an unusable profile is passed over, as browsers do."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        turn = ImageCms.buildTransform(source, _SRGB, image.mode, "RGB")
        if image.mode == "RGB" and _same(turn.apply(_PROBE)):
            return image
        return turn.apply(image)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return image


def _same(probe: Image.Image) -> bool:
    """Whether a profile leaves colours as they are: most say sRGB, and converting is slow."""
    steps = np.asarray(probe).astype(int) - np.asarray(_PROBE)
    return bool(np.abs(steps).max() <= _INVISIBLE)
