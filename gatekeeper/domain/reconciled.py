"""What is wrong with what is live, beside what was released, and what came of a comparison."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName


class Wrong(StrEnum):
    """How what is live differs from what was released, gravest first."""

    STILL_UP = "was said to be taken down, and is live"
    UNRELEASED = "is live, and was not released here"
    EDITED = "is live, and is not as it was released"
    OPEN = "can be commented on"
    GONE = "was released, and is not found live any more"


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is wrong: with which post, by its channel, day and link; no word of it."""

    wrong: Wrong
    channel: ChannelName
    at: datetime | None
    link: str
    ref: str
    """What makes it the same thing when it is seen again."""
    published: str = ""
    """The release that it belongs to."""


@dataclass(frozen=True, slots=True)
class Compared:
    """What a comparison saw: how many posts, what is open, and what it could not tell."""

    live: int
    open: tuple[Difference, ...]
    """What nobody has answered yet; the gravest first."""
    new: int
    """How many of these were not known before."""
    untold: tuple[str, ...]
    """What could not be told, each with its count; none where all was."""
    refused: bool = False
    """Whether the platform asked us to stop."""
    broke: bool = False
    """Whether it could not be read to its end."""
