"""How large a finished picture is, inside what a channel takes: numbers only, no pixels.

Nothing is ever stretched, and nothing is cut that nobody chose to cut: a picture that is too
tall or too wide for the channel gets bands, so that every decision stays visible.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from gatekeeper.domain.channel import PictureLimits


@dataclass(frozen=True, slots=True)
class Fit:
    """(width, height) in pixels of the scaled picture, and of the finished file around it."""

    inner: tuple[int, int]
    outer: tuple[int, int]

    @property
    def corner(self) -> tuple[int, int]:
        """Where the picture's top left corner lies, so that it is centred."""
        return (self.outer[0] - self.inner[0]) // 2, (self.outer[1] - self.inner[1]) // 2


def fit(width: int, height: int, limits: PictureLimits) -> Fit:
    """Return the sizes for a picture of this many pixels."""
    scale = _scale(*_shaped(Fraction(width), Fraction(height), limits), limits)
    inner = max(1, floor(width * scale)), max(1, floor(height * scale))
    outer_width, outer_height = _shaped(Fraction(inner[0]), Fraction(inner[1]), limits)
    return Fit(inner, (ceil(outer_width), ceil(outer_height)))


def _shaped(width: Fraction, height: Fraction, limits: PictureLimits) -> tuple[Fraction, Fraction]:
    """Return the smallest size around a picture whose shape the channel takes."""
    tallest, widest = Fraction(*limits.tallest), Fraction(*limits.widest)
    return max(width, height * tallest), max(height, width / widest)


def _scale(width: Fraction, height: Fraction, limits: PictureLimits) -> Fraction:
    within = min(limits.max_width / width, limits.max_height / height)
    return min(within, max(Fraction(1), limits.min_width / width))
