"""The fingerprint of what a person sees."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from gatekeeper.domain.picture import Fingerprint
from gatekeeper.evidence.pictures.fingerprint import LONG_SIDE, fingerprint

ALIKE = 31
"""Of 256 bits: the distance up to which PDQ's makers call two pictures the same."""


def photograph(seed: int = 1, width: int = 640, height: int = 480) -> Image.Image:
    """Return a picture of soft patches, unlike any other seed's."""
    patches = np.random.default_rng(seed).integers(0, 255, (12, 16, 3), dtype=np.uint8)
    return Image.fromarray(patches).resize((width, height), Image.Resampling.BICUBIC)


def distance(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


def test_it_is_the_same_whatever_the_size() -> None:
    small, large = fingerprint(photograph()), fingerprint(photograph(1, 2560, 1920))
    assert distance(small.pdq, large.pdq) <= ALIKE


def test_another_picture_is_far_away() -> None:
    assert distance(fingerprint(photograph(1)).pdq, fingerprint(photograph(2)).pdq) > 2 * ALIKE


@pytest.mark.parametrize("turn", list(Image.Transpose))
def test_a_turned_or_mirrored_copy_is_among_the_seven(turn: Image.Transpose) -> None:
    original, copy = fingerprint(photograph()), fingerprint(photograph().transpose(turn))
    assert len(original.turned) == 7
    assert min(distance(turned, copy.pdq) for turned in original.turned) <= ALIKE


def test_a_large_picture_is_made_smaller_first(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[tuple[int, ...]] = []

    def spy(pixels: np.ndarray[tuple[int, int, int], np.dtype[np.uint8]]) -> object:
        seen.append(pixels.shape)
        return ("0" * 64,) * 8, 0

    monkeypatch.setattr("gatekeeper.evidence.pictures.fingerprint.fingerprints", spy)
    fingerprint(Image.new("RGB", (4000, 3000)))
    assert seen == [(LONG_SIDE * 3 // 4, LONG_SIDE, 3)]


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (4, 4)])
def test_a_sliver_has_a_fingerprint_that_says_nothing(size: tuple[int, int]) -> None:
    assert fingerprint(Image.new("RGB", size)) == Fingerprint("0" * 64, 0, ("0" * 64,) * 7)
