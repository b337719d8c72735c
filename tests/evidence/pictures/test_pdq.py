"""The fingerprint is PDQ's own, bit for bit, and follows turns and mirror images."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray

from gatekeeper.evidence.pictures.pdq import fingerprints

Pixels = NDArray[np.uint8]


def _waves(height: int, width: int) -> Pixels:
    """Return a made-up colour picture of crossing waves, the same on every machine."""
    y, x = np.mgrid[0:height, 0:width].astype(np.int64)
    red = (x * x // 37 + y * 3) % 256
    green = (x * 2 + y * y // 53) % 256
    blue = (x * y // 71) % 256
    return np.stack([red, green, blue], axis=-1).astype(np.uint8)


# height, width -> PDQ and quality as the reference bindings (pdqhash 0.2.8) give them.
RECORDED = {
    (64, 64): ("a52a5a96b5696a92d56daad655a9ab5456abad568aa95552aaa5456a94d52aaa", 9),
    (37, 500): ("5172c4c93a782db72564b2934c5aa7952a79be834bf99c9c626391916f3bd581", 100),
    (129, 97): ("bb7fa2806cbaad626b5f52b02aaf56985513daa75528555a75545553adb65050", 100),
    (300, 400): ("f02af7cae295a43f8d6ecfc08f851a1d92bf1fb87460756271c07740f540e7c0", 100),
    (683, 1024): ("ce00f041aabea8faaabea8aaaabea2aaabfe2aaa2bfa2aea2aea2aea2aaa28a0", 100),
    (40, 24): ("49928b373326e647dcec18cd71cce73d0e2d3e397869a3f101e1ff01b0035557", 0),
}


def _differing(one: str, other: str) -> int:
    return (int(one, 16) ^ int(other, 16)).bit_count()


@pytest.mark.parametrize("size", RECORDED, ids=str)
def test_it_is_the_reference_fingerprint_bit_for_bit(size: tuple[int, int]) -> None:
    eight, quality = fingerprints(_waves(*size))
    assert (eight[0], quality) == RECORDED[size]


def test_a_turned_or_mirrored_picture_is_recognised() -> None:
    picture = _waves(300, 400)
    eight, _ = fingerprints(picture)
    moved = [
        picture,
        *(np.rot90(picture, -quarters) for quarters in (1, 2, 3)),
        picture[::-1],
        picture[:, ::-1],
        picture.transpose(1, 0, 2),
        np.rot90(picture, 2).transpose(1, 0, 2),
    ]
    for expected, arranged in zip(eight, moved, strict=True):
        (seen, *_), _ = fingerprints(np.ascontiguousarray(arranged))
        assert _differing(expected, seen) <= 16


def test_the_eight_arrangements_are_told_apart() -> None:
    eight, _ = fingerprints(_waves(300, 400))
    assert all(_differing(one, other) > 60 for one, other in pairwise(eight))


def test_a_flat_picture_has_no_quality() -> None:
    assert fingerprints(np.full((200, 300, 3), 90, dtype=np.uint8))[1] == 0


def test_a_picture_of_a_few_pixels_is_not_fingerprinted() -> None:
    assert fingerprints(_waves(4, 400)) == (("0" * 64,) * 8, 0)
