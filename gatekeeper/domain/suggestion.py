"""Which name a machine would put first. It suggests or alarms; it never answers for anybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

FAR_AHEAD = 300
"""Thousandths by which a first name must lead, however a matcher is tuned."""


class WhyAsk(StrEnum):
    """Why a face has to be named singly, however close the first name is."""

    ALIKE = "looks like another pupil"
    ENGINES_DIFFER = "two measurements name different pupils"
    NARROW = "a second pupil is nearly as close"
    SHARED = "another face in this picture is nearly as like the same pupil"
    TAKEN = "the pupil it resembles most is nearer to another face in this picture"
    UNSURE = "the likeness is weak"
    FAR = "nobody enrolled is close"
    OLD = "the enrolled picture is older than twelve months"
    POOR = "too small, turned or blurred to be compared"
    NOT_MEASURED = "outside what may be measured"


@dataclass(frozen=True, slots=True)
class Candidate:
    """An enrolled pupil within reach of a face.

    `closeness` is how likely a pair so close shows one child, in thousandths, as calibrated.
    """

    pupil: str
    closeness: int


RIVAL = 5
"""Whoever has a fifth of the first one's closeness may as well be it."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What matching says about one sighting: candidates, closest first, or that nobody is in reach.

    Nobody is the first candidate of two faces in one picture; a face whose closest pupil came first
    elsewhere says so (`TAKEN`). `gap` is the first closeness less the next, in thousandths (the
    first, where it is alone), never below 0. An unknown face has no candidates: it may be a child
    whom nobody was allowed to enrol. Without a reason in `ask`, several may be confirmed at once.
    """

    sighting: str
    candidates: tuple[Candidate, ...] = ()
    gap: int = 0
    ask: tuple[WhyAsk, ...] = ()

    @property
    def first(self) -> Candidate | None:
        """The closest candidate, or None."""
        return self.candidates[0] if self.candidates else None

    @property
    def may_be(self) -> frozenset[str]:
        """The pupils who may be this face: the first, and whoever is nearly as close."""
        most = self.first.closeness if self.first else 0
        return frozenset(c.pupil for c in self.candidates if c.closeness * RIVAL >= most)

    @property
    def sure(self) -> bool:
        """Whether there is a first name far ahead of all others, and no reason to ask."""
        return bool(self.candidates) and not self.ask and self.gap >= FAR_AHEAD


@dataclass(frozen=True, slots=True)
class Suggested:
    """What matching said about the faces of one picture. Its data key is its own.

    `id` is a cache key over everything that could change it, `version` names the networks. It goes
    when matching is disabled, or a child whom it names may no longer be measured. A `refusal` says
    why no names could be suggested; it is tried again at every check.
    """

    id: str
    post: str
    original: str
    version: str
    suggestions: tuple[Suggestion, ...]
    made_at: datetime
    refusal: str = ""

    def names(self, pupil: str) -> bool:
        """Whether the pupil is a candidate for any face."""
        return any(c.pupil == pupil for one in self.suggestions for c in one.candidates)
