"""A post that is already out, as an archive tells of it. What an archive cannot tell is said.

`None` means that nobody knows; an empty text or tuple means that there is none.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Format
from gatekeeper.domain.release import Comments

PLAIN_FOLDER = "a plain folder"
"""The kind of archive that somebody filled by hand: what it leaves out need not be gone."""


class Untold(StrEnum):
    """What an archive could not tell of a post: could not check, never clean."""

    DAY = "on which day it went out"
    TIME = "at what time of the day it went out"
    COMMENTS = "whether comments are off"
    WORDS = "what was written with it"
    PICTURE = "a picture or film that is not in the archive"
    SOUND = "what is said in a film"
    ALT_TEXT = "the alternative text of a picture"
    PLACE = "whether a place is tagged"
    TAGGED = "whether people are tagged"
    LINK = "its link"


class MediaKind(StrEnum):
    """What a file of a post is, by the archive's word; its bytes are still to be looked at."""

    PICTURE = "picture"
    FILM = "film"


@dataclass(frozen=True, slots=True)
class Media:
    """One file of a post: its name in the archive, SHA-256 of its bytes, its size in bytes."""

    name: str
    kind: MediaKind
    digest: str
    size: int
    alt_text: str | None = None
    film: str = ""
    """The name of the film of which this picture is one second; nothing for any other."""


@dataclass(frozen=True, slots=True)
class PublishedPost:
    """One post that is out. Reading the same archive again gives the same `id`.

    `id` is the platform's own where the archive holds it (Instagram's short code, LinkedIn's
    URN); otherwise it is made of the archive's name for the post and of what it holds, so that the
    same name in another archive is another post.
    """

    id: str
    channel: ChannelName
    words: str | None
    at: datetime | None
    """UTC; noon of the day where `day_only`."""
    media: tuple[Media, ...] = ()
    missing: tuple[str, ...] = ()
    """Pictures and films that the archive names but does not hold, or that cannot be read."""
    comments: Comments = Comments.UNKNOWN
    link: str = ""
    account: str = ""
    place: str | None = None
    """The place that is tagged."""
    tagged: tuple[str, ...] | None = None
    """Accounts that are tagged or named as joint authors, without `@`."""
    format: Format = Format.POST
    day_only: bool = False
    where: str = ""
    """Where it stands in the archive, for whoever wants to look."""
    formerly: str = ""
    """The id that earlier releases gave it: a name that another post may have too."""

    @property
    def called(self) -> str:
        """What people call it: the archive's own name for it, or the platform's."""
        return self.formerly or self.id

    @property
    def pictures(self) -> tuple[Media, ...]:
        """The still pictures, in their order."""
        return tuple(media for media in self.media if media.kind is MediaKind.PICTURE)

    @property
    def films(self) -> tuple[Media, ...]:
        """The films; only their pictures can be checked, never what is said."""
        return tuple(media for media in self.media if media.kind is MediaKind.FILM)

    @property
    def filmed(self) -> frozenset[str]:
        """The digests of the pictures that were taken out of a film, and stand nowhere else."""
        still = {media.digest for media in self.pictures if not media.film}
        return frozenset(media.digest for media in self.pictures) - still

    def is_still(self, other: PublishedPost) -> bool:
        """Whether it is this one: its first picture is the same, or none has any and the words."""
        mine, its = self.media[:1], other.media[:1]
        same = [one.digest for one in mine] == [one.digest for one in its]
        return same and bool(mine or self.words == other.words)

    @property
    def untold(self) -> tuple[Untold, ...]:
        """Everything that could not be told, gravest first."""
        unknown = {
            Untold.DAY: self.at is None,
            Untold.TIME: self.at is None or self.day_only,
            Untold.COMMENTS: self.comments is Comments.UNKNOWN,
            Untold.WORDS: self.words is None,
            Untold.PICTURE: bool(self.missing),
            Untold.SOUND: bool(self.films),
            Untold.ALT_TEXT: any(picture.alt_text is None for picture in self.pictures),
            Untold.PLACE: self.place is None,
            Untold.TAGGED: self.tagged is None,
            Untold.LINK: not self.link,
        }
        return tuple(thing for thing, is_so in unknown.items() if is_so)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A place in an archive where a post may stand that could not be read: could not check."""

    where: str
    why: str


Entry = PublishedPost | Unreadable
"""One thing that an archive holds. Every one is counted."""
