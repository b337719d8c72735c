"""The channels, and what has to be on record before one may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChannelName(StrEnum):
    """The two official channels (clause O1). There is no third."""

    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"

    @property
    def brand(self) -> str:
        """The name as the platform writes it."""
        return {"instagram": "Instagram", "linkedin": "LinkedIn"}[self.value]


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """What the school has on file about one channel (clauses G3, O3, O4, O5, O10, M3).

    Every date is the day on which it was done or seen; `review_by` is the day on which the risk
    assessment ends.
    """

    name: ChannelName
    account: str
    risk_assessed: date | None = None
    review_by: date | None = None
    approved_by_headteacher: date | None = None
    two_factor_seen: date | None = None
    linked_from_website: date | None = None
    school_email_seen: date | None = None
    notice_to_families: date | None = None
    notice_names_tool: date | None = None
    """That the notice says what this tool does, and (below) that posts are looked through (M3)."""
    notice_names_audit: date | None = None
    tool_risk_assessed: date | None = None
    """That this tool's risks for posts on this channel were assessed (G3, ours)."""


@dataclass(frozen=True, slots=True)
class Purpose:
    """What posts on a channel are for, where a draft does not say it (clause O2)."""

    objective: str
    intended_outcome: str


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """What a channel takes of one picture, and how many of them.

    Sides in pixels. Shapes are (width, height) of the tallest and the widest picture taken.
    """

    max_width: int
    max_height: int
    min_width: int
    tallest: tuple[int, int]
    widest: tuple[int, int]
    max_bytes: int
    max_pictures: int


@dataclass(frozen=True, slots=True)
class WordLimits:
    """What a channel takes of words, in characters, hashtags and mentions."""

    max_caption: int
    max_hashtags: int
    max_mentions: int
    max_alt_text: int


@dataclass(frozen=True, slots=True)
class ChannelLimits:
    """What a channel takes at all (`rules/channels/`)."""

    name: ChannelName
    picture: PictureLimits
    words: WordLimits
