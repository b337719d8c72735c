"""A post that is to come down: who ordered it, why, who does it, and how it was seen gone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Role

DUE = timedelta(hours=24)
"""From the asking, unless another time is named."""


class Why(StrEnum):
    """By what a post came onto the list; it says nothing of any child."""

    ASKED = "somebody asked for it"
    AUDIT = "an audit was worked through"
    INCIDENT = "an incident is about it"
    RECALLED = "it was recalled"
    OUT_ALL_THE_SAME = "it went out after it was stopped"
    SAID_DOWN = "somebody said that it is down"


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
class StillUp:
    """It was said to be down, by whom and when, and somebody ordered it again: it can be seen."""

    at: datetime
    by: str
    said_down_at: datetime
    said_down_by: str


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
    """A person's id; empty where an earlier release did not keep it."""
    asked_at: datetime
    due: datetime
    who: Role = Role.DEPUTY_HEAD
    """Who is to do it."""
    done_at: datetime | None = None
    done_by: str = ""
    gone: Gone | None = None
    called_off_at: datetime | None = None
    """When whoever asked took that back, before it was down."""
    why: Why = Why.ASKED
    still_up: tuple[StillUp, ...] = ()
    """How often it was said to be down and was not, oldest first."""

    @property
    def again(self) -> bool:
        """Whether it is to come down although somebody said that it did."""
        return self.done_at is None and bool(self.still_up)

    @property
    def down_since(self) -> datetime | None:
        """Since when it is down as far as anybody knows: seen gone, or said to be down."""
        return self.gone.at if self.gone is not None else self.done_at

    def late(self, now: datetime) -> bool:
        """Whether it should be down by now and nobody has said that it is."""
        return self.done_at is None and now > self.due
