"""A post: words, pictures, time and promises, as one value. An edit makes a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.picture import Picture


class Format(StrEnum):
    """What the post is to be in the channel's app. Only a post of still pictures is allowed."""

    POST = "post"
    STORY = "story"
    REEL = "reel"
    LIVE = "live"
    COLLAB = "collab"
    REPOST = "repost"


@dataclass(frozen=True, slots=True)
class Post:
    """What is meant to go out. Nothing publishes by itself: `wanted_at` is a wish."""

    id: str
    words: str
    written_at: datetime
    """When its texts were written last: what they call tomorrow is the day after."""
    channels: tuple[ChannelName, ...]
    pictures: tuple[Picture, ...] = ()
    wanted_at: datetime | None = None
    objective: str = ""
    intended_outcome: str = ""
    groups: frozenset[str] = frozenset()
    trip: str | None = None
    elsewhere: str = ""
    comments_off: bool = False
    format: Format = Format.POST
    also_on: frozenset[str] = frozenset()
    """Other places to which the app would copy it, as the drafter wrote them."""
    location_tag: str = ""
    not_about: frozenset[str] = frozenset()
    """Ids of trips that last, of which the drafter says that the post shows nothing."""
    salt: str = ""
    """Random, kept with the post alone: digests that leave it mean nothing once it is erased."""

    @property
    def digest(self) -> str:
        """SHA-256 over the canonical form: words, recipes, renditions' digests, promises."""
        return digest("post", self)

    @property
    def texts(self) -> dict[str, str]:
        """Every text that people will read, by where it stands: `words`, `alt text 1`, ..."""
        texts = {"words": self.words}
        texts |= {f"alt text {n}": p.alt_text for n, p in enumerate(self.pictures, start=1)}
        return {where: text for where, text in texts.items() if text.strip()}

    @property
    def file_names(self) -> dict[str, str]:
        """The names of the pictures' files without their endings, by where: `file name 1`, ..."""
        names = ((n, p.original.filename) for n, p in enumerate(self.pictures, start=1))
        return {f"file name {n}": name.rpartition(".")[0] or name for n, name in names}

    @property
    def about(self) -> frozenset[str]:
        """What a child may have said no to: this post, by its id, or one of its pictures."""
        return frozenset({self.id, *(picture.original.digest for picture in self.pictures)})

    def for_its_channels(self) -> Post:
        """Return it without the files that were made for a channel it no longer goes to."""
        pictures = (p.made_for(self.channels) for p in self.pictures)
        return replace(self, pictures=tuple(pictures))

    def number(self, original: str) -> int:
        """Return the picture's number as people see it, from 1; 0 when it is not in the post."""
        digests = [picture.original.digest for picture in self.pictures]
        return digests.index(original) + 1 if original in digests else 0


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a post: who made it, when, and the number it has."""

    id: str
    """The post's id; a record of the same id and a higher number replaces it."""
    number: int
    slug: str
    post: Post
    by: str
    at: datetime
    authors: frozenset[str] = frozenset()
    """Everybody who wrote this version or one before it."""
    begun: str = ""
    """The key of the page on which it was begun, so that a second tap finds it; empty without."""
    since: datetime | None = None
    """When the first version was written; None in records from before this was kept."""
    not_about_by: Mapping[str, str] = field(default_factory=dict)
    """Who said of each trip in `not_about` that the post shows nothing of it, by the trip's id."""

    @property
    def first_at(self) -> datetime:
        """When it was handed in, as far as that is kept."""
        return self.since or self.at
