"""Pictures that were sent back, stopped, taken down or published, known again by a fingerprint.

A fingerprint finds copies of a picture; it says nothing about who is in it, and no picture can be
made of it. So it is kept when the picture is gone, by the school, and without any name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from gatekeeper.domain.canonical import digest
from gatekeeper.domain.picture import Fingerprint

FARTHEST = 90
"""Bits from which two pictures are no longer alike: of 44,850 pairs of faces photographed alike,
35 were nearer; copies with a banner or turned by three degrees all were (measured)."""
SAME = 31
"""Bits up to which two files are one picture, saved again or made smaller: none of those pairs was
so near, and Oakfield's own copies lie within 6. Two children at the same table are 52 bits apart,
so being alike never answers for who is in a picture."""


class Fate(StrEnum):
    """What last became of a picture in one post."""

    REFUSED = "sent back"
    WITHDRAWN = "stopped or taken down"
    PUBLISHED = "published"
    FREED = "freed"
    """The post was stopped, and the headteacher let it go on: nothing is to be said any more."""


@dataclass(frozen=True, slots=True)
class KnownPicture:
    """One picture of one post and its fate; a later fate is a new version."""

    id: str
    post: str
    fingerprint: Fingerprint
    fate: Fate
    at: datetime


@dataclass(frozen=True, slots=True)
class SeenBefore:
    """A picture of this post is like one of another post: how many bits differ, and its fate."""

    original: str
    fate: Fate
    distance: int
    at: datetime


def known_id(post: str, original: str) -> str:
    """Return the id of one picture of one post, which cannot be traced to the file's digest."""
    return digest("known-picture", {"post": post, "original": original})
