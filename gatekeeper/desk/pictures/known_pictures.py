"""Remembering what became of pictures, and knowing them again in another post."""

from __future__ import annotations

from gatekeeper.domain.dossier import SeenPicture
from gatekeeper.domain.known_picture import (
    FARTHEST,
    Fate,
    KnownPicture,
    SeenBefore,
    known_id,
)
from gatekeeper.domain.picture import PictureFacts
from gatekeeper.domain.post import Post
from gatekeeper.ports import UnitOfWork


def remember(uow: UnitOfWork, post: Post, fate: Fate) -> None:
    """Write down what became of a post's pictures; one that was never opened is not known."""
    facts = {reading.original: reading.facts for reading in uow.readings.of(post.id)}
    for picture in post.pictures:
        read = facts.get(picture.original.digest)
        if read is not None:
            _put(uow, known_id(post.id, picture.original.digest), post.id, read, fate)


def _put(uow: UnitOfWork, item: str, post: str, facts: PictureFacts, fate: Fate) -> None:
    known = KnownPicture(item, post, facts.fingerprint, fate, uow.now)
    uow.known_pictures.put(known, seen=uow.known_pictures.version(item))


def seen_before(
    uow: UnitOfWork, post: Post, pictures: tuple[SeenPicture, ...]
) -> tuple[SeenBefore, ...]:
    """Return how the pictures of a post are like those of other posts, the likest first."""
    known = [k for k in uow.known_pictures.all() if k.post != post.id and k.fate is not Fate.FREED]
    found = (
        SeenBefore(picture.original, other.fate, distance, other.at)
        for picture in pictures
        if picture.facts is not None and picture.facts.fingerprint.telling
        for other in known
        if other.fingerprint.telling
        and (distance := picture.facts.fingerprint.distance(other.fingerprint)) <= FARTHEST
    )
    return tuple(sorted(found, key=lambda seen: (seen.original, seen.distance, seen.at)))
