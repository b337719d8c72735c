"""Places that a primary school visits and cannot have itself, by their nouns alone."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.off_site import far

NOT_FAR = (
    "We measured how tall our sunflowers are.",
    "Year 3 built a tower of straws in class.",
    "The choir sang in the hall.",
    "Bridget read us a poem.",
)
FAR = (
    "Year 4 are at the waterfall.",
    "On Friday we walk to the war memorial.",
    "Reception go to the riding stables in June.",
    "We meet at the boating lake.",
    "Our choir sings at the concert hall on Tuesday.",
    "Year 6 stay at the youth hostel next week.",
    "A very windy class on the cliffs.",
    "Lunch by the estuary with Year 5.",
    "The juniors go to the chapel every Thursday.",
    "We travel by tram to the quay.",
)


@pytest.mark.parametrize("words", NOT_FAR)
def test_what_a_school_has_itself_is_not_far(words: str) -> None:
    assert not far(words)


@pytest.mark.parametrize("words", FAR)
def test_a_place_that_a_school_visits_is_far_by_its_noun(words: str) -> None:
    assert far(words)
