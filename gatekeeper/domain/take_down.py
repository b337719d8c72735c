"""A post that is to come down: who asked, who does it, until when, and how it was seen gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Role

DUE = timedelta(hours=24)
"""From the asking, unless another time is named."""


class SeenBy(StrEnum):
    """How it was seen that a post is gone."""

    PERSON = "a person looked"
    ARCHIVE = "an archive of the account no longer holds it"


@dataclass(frozen=True, slots=True)
class Gone:
    """A post was seen gone: when, by whom, how, and what proves it.

    `proof` is a note or a link; `screenshot` the SHA-256 of a picture of the screen, in
    hexadecimal, or nothing. The picture itself is kept by whoever took it.
    """

    at: datetime
    by: str
    seen_by: SeenBy
    proof: str
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class TakeDown:
    """An order that one post comes down, and how far that is.

    `of` is the id of what was published through here, or of a post that an archive told of; `post`
    is the post that owns it.
    """

    id: str
    post: str
    of: str
    channel: ChannelName
    link: str
    asked_by: str
    asked_at: datetime
    due: datetime
    who: Role = Role.DEPUTY_HEAD
    """Who is to do it."""
    done_at: datetime | None = None
    done_by: str = ""
    gone: Gone | None = None
    called_off_at: datetime | None = None
    """When whoever asked took that back, before it was down."""

    def late(self, now: datetime) -> bool:
        """Whether it should be down by now and nobody has said that it is."""
        return self.done_at is None and now > self.due
