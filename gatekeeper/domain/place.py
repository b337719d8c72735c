"""Where the school is, and how far from it something was. Places are never kept, only distances."""

from __future__ import annotations

from dataclasses import dataclass
from math import cos, hypot, radians

METRES_A_DEGREE = 111_195
"""Of latitude, on a sphere of 6,371 km."""
MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Place:
    """Latitude and longitude in millionths of a degree."""

    latitude: int
    longitude: int

    def metres_to(self, other: Place) -> int:
        """Return the distance in metres: within 1 in 100 for anything in the same county."""
        north = (other.latitude - self.latitude) / MILLION
        east = (other.longitude - self.longitude) / MILLION
        east = (east + 180) % 360 - 180
        at = cos(radians((self.latitude + other.latitude) / 2 / MILLION))
        return round(METRES_A_DEGREE * hypot(north, east * at))
