"""Missed faces: counted one to one, in the right band."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.domain.picture import Box
from gatekeeper.evidence.evaluate.ground_truth import GroupPicture
from gatekeeper.evidence.evaluate.missed import Band, band_of, missed

FILE = Path("a.jpg")


@pytest.mark.parametrize(
    ("height", "band"),
    [
        (11, Band.TINY),
        (12, Band.SMALLER),
        (16, Band.SMALL),
        (23, Band.SMALL),
        (24, Band.MODEST),
        (47, Band.MODEST),
        (48, Band.MIDDLE),
        (96, Band.LARGE),
    ],
)
def test_a_band_ends_before_its_second_number(height: int, band: Band) -> None:
    assert band_of(height) is band


def test_one_large_finding_does_not_find_two_people() -> None:
    two = GroupPicture(FILE, noses=((10, 10), (30, 10)))
    seen = missed([(two, (Box(0, 0, 50, 50),))])
    assert (seen.counting.count, seen.counting.total) == (1, 2)


def test_everybody_gets_a_finding_of_her_own_where_that_is_possible() -> None:
    """The first finding fits both people, the second only the one to the left."""
    two = GroupPicture(FILE, (Box(0, 0, 30, 30), Box(14, 0, 30, 30)))
    seen = missed([(two, (Box(10, 5, 12, 20), Box(2, 5, 12, 20)))])
    assert seen.counting.count == 0
    assert seen.besides == 0


def test_small_faces_are_told_but_do_not_lead() -> None:
    small = GroupPicture(FILE, (Box(0, 0, 20, 20), Box(100, 0, 40, 40)))
    seen = missed([(small, (Box(100, 0, 40, 40), Box(500, 500, 9, 9)))])
    assert (seen.counting.count, seen.counting.total) == (0, 1)
    assert (seen.bands[Band.SMALL].count, seen.bands[Band.SMALL].total) == (1, 1)
    assert set(seen.bands) == {Band.SMALL, Band.MODEST}
    assert seen.besides == 1


def test_nobody_in_a_picture_and_nothing_found_is_nothing_missed() -> None:
    seen = missed([(GroupPicture(FILE), ()), (GroupPicture(FILE, (Box(0, 0, 30, 30),)), ())])
    assert (seen.counting.count, seen.counting.total) == (1, 1)
