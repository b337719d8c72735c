"""What only an audit sees of a post that is out: beside it, what was signed off and released."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from gatekeeper.domain.release import Comments
from gatekeeper.domain.trip import Trip
from gatekeeper.errors import CouldNotCheck


class Differs(StrEnum):
    """What of a post is not as it was released."""

    WORDS = "the words"
    PICTURES = "the pictures"
    NOT_COMPARED = "pictures that were cut or covered"
    """Nobody knows: an earlier release kept fingerprints of the originals alone."""


@dataclass(frozen=True, slots=True)
class WentOut:
    """When a post went out: between two moments, which are one where the time is known."""

    earliest: datetime
    latest: datetime
    day: date
    """At the school."""

    @property
    def hour(self) -> int | None:
        """The hour by the clock of `earliest`; None where only the day is known."""
        return self.earliest.hour if self.earliest == self.latest else None


@dataclass(frozen=True, slots=True)
class Live:
    """How a post stands today. Nothing has a default: what was not gathered cannot be left out.

    `released` is False where no release of ours fits it; None where it went out before the school
    was opened here, when nothing was released.
    """

    comments: Comments
    seen_off: bool
    """Whether somebody saw comments off after its release."""
    released: bool | None
    withdrawn: bool
    """Whether its release was said to be taken down, or its post was recalled."""
    differs: tuple[Differs, ...]
    shows: frozenset[str]
    """Pupils whom a person named in it, or in a post of the same pictures, before its release."""
    left: frozenset[str]
    """Those of them who have left the school."""
    pictures_known: bool
    """Whether each of its pictures was recognised as one that was released; a doubt is no."""
    filmed: frozenset[str]
    """Digests of those of its pictures that are each one second of a film."""
    went_out: WentOut | None
    """None where nobody knows."""
    place: str
    """The place that is tagged, or of the trip that its release named; "" where there is none."""
    trips: tuple[Trip, ...]
    """Trips from which perhaps not everybody was back when it went out."""
    shown_together: tuple[frozenset[str], ...]
    """The pupils whom people named, in each post of the audit's time in which anybody was."""

    @property
    def accounted(self) -> bool:
        """Whether somebody said who is in its pictures before they were released."""
        return self.released is True and self.pictures_known


def gathered(live: Live | None) -> Live:
    """Return how a post stands, for a check of what is out.

    Raises:
        CouldNotCheck: nobody gathered it; so such a check never finds nothing.
    """
    if live is None:
        raise CouldNotCheck("How this post stands today was not gathered.")
    return live
