"""PDQ, the 256-bit fingerprint that survives resizing and re-encoding, in numpy.

Source: "The TMK+PDQF Video-Hashing Algorithm and the PDQ Image-Hashing Algorithm" (2019). The
published bindings come without a wheel for Linux and would ask a school for a compiler; this is
the same arithmetic. The tests hold it to hashes recorded from the reference.

Grey picture, blurred by two rounds of a box along rows and columns, 64 x 64 samples, the 16 x 16
lowest frequencies of their cosine transform, one bit each: above the median or not.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

SAMPLES: Final = 64
FREQUENCIES: Final = 16
SMALLEST_SIDE: Final = 5
"""Below this many pixels on a side there is nothing to tell pictures apart by."""

Plane = NDArray[np.float64]


def _cosines() -> Plane:
    """Return the 16 x 64 matrix of the cosine transform, its constant row left out."""
    frequency = np.arange(1, FREQUENCIES + 1)[:, None]
    sample = np.arange(SAMPLES)[None, :]
    angles = np.pi / (2 * SAMPLES) * frequency * (2 * sample + 1)
    return np.asarray(np.sqrt(2 / SAMPLES) * np.cos(angles), dtype=np.float64)


COSINES: Final = _cosines()


def fingerprints(pixels: NDArray[np.uint8]) -> tuple[tuple[str, ...], int]:
    """Return the eight fingerprints of an upright RGB picture (height, width, 3), and a quality.

    Sixty-four hexadecimal digits each: as it is; turned clockwise by 90, 180 and 270 degrees;
    mirrored top to bottom, left to right, and along either diagonal. Quality runs from 0 (flat:
    the fingerprint says nothing) to 100; below 50 a likeness should not be trusted. Make a large
    picture smaller first: it holds four planes of 8 bytes a pixel at once.
    """
    if min(pixels.shape[:2]) < SMALLEST_SIDE:
        return ("0" * 64,) * 8, 0
    samples = _samples(_grey(pixels))
    spectrum = COSINES @ samples @ COSINES.T
    return tuple(_hexadecimal(turned) for turned in _turned(spectrum)), _quality(samples)


def _grey(pixels: NDArray[np.uint8]) -> Plane:
    return np.asarray(pixels[..., :3] @ np.array([0.299, 0.587, 0.114]), dtype=np.float64)


def _samples(grey: Plane) -> Plane:
    """Return 64 x 64 values, each the middle of its share of the blurred picture."""
    for _ in range(2):
        grey = _box(_box(grey, axis=1), axis=0)
    height, width = grey.shape
    middles = np.arange(SAMPLES) + 0.5
    rows = (middles * height / SAMPLES).astype(int)
    columns = (middles * width / SAMPLES).astype(int)
    return grey[np.ix_(rows, columns)]


def _box(plane: Plane, axis: int) -> Plane:
    """Return running means along an axis, over a 128th of it; shorter at the edges."""
    length = plane.shape[axis]
    window = -(-length // (2 * SAMPLES))
    ahead = (window + 2) // 2
    ends = np.minimum(np.arange(length) + ahead, length)
    starts = np.maximum(np.arange(length) + ahead - window, 0)
    sums = np.insert(np.cumsum(plane, axis=axis), 0, 0, axis=axis)
    totals = sums.take(ends, axis=axis) - sums.take(starts, axis=axis)
    counts = np.expand_dims(ends - starts, 1 - axis)
    return np.asarray(totals / counts, dtype=np.float64)


def _quality(samples: Plane) -> int:
    """Return how much there is to see: summed whole-percent steps between neighbours, capped."""
    steps = [np.abs(np.trunc(np.diff(samples, axis=axis) * 100 / 255)).sum() for axis in (0, 1)]
    return min(100, int(sum(steps) / 90))


def _turned(spectrum: Plane) -> tuple[Plane, ...]:
    """Return the spectra of the eight turns and mirror images; only signs and axes change."""
    odd = np.where(np.arange(FREQUENCIES) % 2 == 0, -1.0, 1.0)
    down, across, both = odd[:, None], odd[None, :], np.outer(odd, odd)
    across_diagonal = spectrum.T
    return (
        spectrum,
        across_diagonal * across,
        spectrum * both,
        across_diagonal * down,
        spectrum * down,
        spectrum * across,
        across_diagonal,
        across_diagonal * both,
    )


def _hexadecimal(spectrum: Plane) -> str:
    """Return one bit a frequency, highest first: whether it is above the lower median."""
    values = spectrum.ravel()
    median = np.partition(values, values.size // 2 - 1)[values.size // 2 - 1]
    return np.packbits((values > median)[::-1]).tobytes().hex()
