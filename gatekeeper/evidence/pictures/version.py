"""What can change the reading of a picture. Loads no decoder, so that asking costs nothing."""

from __future__ import annotations

from importlib.metadata import version

from gatekeeper.evidence.pictures.limits import MAX_BYTES, MAX_PIXELS, MAX_SIDE

READING = 2
"""Raised by hand when this code reads the same file differently."""


def reader_version() -> str:
    """Return everything that can change what is read: our code, the libraries, the limits."""
    libraries = " ".join(f"{name}-{version(name)}" for name in ("pillow", "pillow-heif", "numpy"))
    return f"pictures-{READING} {libraries} limits-{MAX_BYTES}-{MAX_PIXELS}-{MAX_SIDE}"
