"""Sizes of finished pictures: inside the channel's limits, never stretched."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.channel import ChannelName, PictureLimits
from gatekeeper.evidence.pictures.fit import fit
from gatekeeper.evidence.pictures.limits import MAX_SIDE
from tests.evidence.pictures.made import LIMITS

sides = st.integers(1, MAX_SIDE)
INSTAGRAM, LINKEDIN = LIMITS[ChannelName.INSTAGRAM], LIMITS[ChannelName.LINKEDIN]


@given(sides, sides, st.sampled_from([INSTAGRAM, LINKEDIN]))
def test_every_picture_ends_within_the_limits(
    width: int, height: int, limits: PictureLimits
) -> None:
    wide, high = fit(width, height, limits).outer
    assert limits.min_width <= wide <= limits.max_width
    assert 1 <= high <= limits.max_height
    assert Fraction(*limits.tallest) <= Fraction(wide, high) <= Fraction(*limits.widest)


@given(sides, sides, st.sampled_from([INSTAGRAM, LINKEDIN]))
def test_no_picture_is_stretched_by_more_than_a_pixel(
    width: int, height: int, limits: PictureLimits
) -> None:
    wide, high = fit(width, height, limits).inner
    smallest = max(Fraction(wide - 1, width), Fraction(high - 1, height))
    largest = min(Fraction(wide + 1, width), Fraction(high + 1, height))
    assert smallest <= largest, "no one scale gives both sides"


@given(sides, sides, st.sampled_from([INSTAGRAM, LINKEDIN]))
def test_the_picture_lies_centred_in_its_file(
    width: int, height: int, limits: PictureLimits
) -> None:
    sizes = fit(width, height, limits)
    for space, before in zip(
        (sizes.outer[0] - sizes.inner[0], sizes.outer[1] - sizes.inner[1]),
        sizes.corner,
        strict=True,
    ):
        assert 0 <= before <= space - before <= before + 1


@pytest.mark.parametrize(
    ("size", "inner", "outer"),
    [
        ((4000, 3000), (1080, 810), (1080, 810)),
        ((3000, 4000), (1012, 1350), (1080, 1350)),
        ((4000, 5000), (1080, 1350), (1080, 1350)),
        ((800, 600), (800, 600), (800, 600)),
        ((160, 120), (320, 240), (320, 240)),
        ((4000, 1000), (1080, 270), (1080, 566)),
    ],
)
def test_instagram_scales_and_adds_bands(
    size: tuple[int, int], inner: tuple[int, int], outer: tuple[int, int]
) -> None:
    sizes = fit(*size, INSTAGRAM)
    assert (sizes.inner, sizes.outer) == (inner, outer)


def test_linkedin_shows_a_tall_photograph_without_bands() -> None:
    sizes = fit(3000, 4000, LINKEDIN)
    assert sizes.inner == sizes.outer == (810, 1080)
