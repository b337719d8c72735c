"""How much of a film is looked at, and how. Loads no decoder."""

from __future__ import annotations

from importlib.metadata import version

MAX_SECONDS = 3_600
"""Instagram takes films of an hour at most."""
MAX_BYTES = 4_000_000_000
STEP = 15
"""Seconds of a film that are asked for at once: 900 pictures at 60 a second, in ten seconds."""
QUALITY = 95
"""Of the JPEGs."""
BROKEN_OFF = 2.0
"""Seconds by which a film may be shorter than it says."""
READING = 1
"""Raised by hand when this code takes other pictures out of the same film."""


def film_version() -> str:
    """Return everything that can change what is taken out of a film."""
    return f"films-{READING} opencv-{version('opencv-python-headless')} jpeg-{QUALITY}"
