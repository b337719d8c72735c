"""A film, as far as it is checked: one still picture for each of its seconds, and no sound."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FilmFrame:
    """What is to be seen at one second of a film, from 0, as an upright JPEG."""

    second: int
    jpeg: bytes
