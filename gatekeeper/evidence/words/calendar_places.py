"""The places of the school's own calendar of trips, as words name them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

SHORTEST = 4
_NOT_ALONE = frozenset(
    [
        "castle",
        "museum",
        "house",
        "park",
        "centre",
        "hall",
        "lodge",
        "farm",
        "church",
        "school",
        "academy",
        "college",
        "theatre",
        "beach",
        "wood",
        "woods",
        "forest",
        "lake",
        "river",
        "street",
        "road",
        "town",
        "city",
        "village",
        "library",
        "hostel",
        "pool",
        "club",
        "court",
        "gallery",
        "garden",
        "gardens",
        "zoo",
        "station",
        "tower",
        "palace",
        "abbey",
        "cathedral",
        "care",
        "home",
        "high",
        "primary",
        "water",
        "junior",
        "juniors",
        "infant",
        "secondary",
        "schools",
        "natural",
        "history",
        "science",
        "national",
        "royal",
        "leisure",
        "sports",
        "roman",
        "great",
        "saint",
        "north",
        "south",
        "east",
        "west",
        "hill",
        "hills",
        "green",
        "year",
        "reception",
        "trip",
    ]
)
"""Words of a place's name that by themselves name nothing."""


def named(text: str, places: Iterable[str]) -> bool:
    """Whether a text names one of the places, whole or by a word that is its alone."""
    found = set(re.findall(r"[^\W_]{4,}", text.casefold()))
    return any(own <= found for place in places for own in _own_words(place))


@lru_cache(maxsize=1024)
def _own_words(place: str) -> tuple[frozenset[str], ...]:
    """Return the sets of words, any of which names the place."""
    words = {word for word in re.findall(r"[^\W_]+", place.casefold()) if len(word) >= SHORTEST}
    own = tuple(frozenset({word}) for word in sorted(words - _NOT_ALONE))
    return own or ((frozenset(words),) if words else ())
