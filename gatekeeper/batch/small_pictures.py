"""Small copies of what an archive shows, so that a person can look through it for one child.

An archive is not there for ever; who has to say whether a child is in a picture needs to see it.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress

from gatekeeper.batch.file_of import bytes_of
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.child_posts import LivePicture, live_picture_id
from gatekeeper.domain.published_post import Media
from gatekeeper.errors import CouldNotCheck, NotFound, PictureRefused
from gatekeeper.ports import Archive, Records

SIDE = 960
"""Pixels of the longer side: a face that can be named in the original can be named in it."""


def keep_small_pictures(
    records: Records, examiners: Examiners, archive: Archive, lives: Iterable[str]
) -> None:
    """Keep a small copy of every picture of these posts that has none yet, each at once.

    What cannot be opened has none; whoever looks through is told to look where it is.
    """
    for name in lives:
        with records.read() as uow:
            live = uow.live_posts.get(name)
            wanted = _wanted({p.id for p in uow.live_pictures.of(name)}, live)
        for media in wanted:
            jpeg = _small(examiners, archive, media)
            if jpeg is not None:
                _keep(records, name, media.digest, jpeg)


def _wanted(kept: set[str], live: LivePost | None) -> list[Media]:
    pictures = live.post.pictures if live is not None else ()
    each = {media.digest: media for media in pictures}
    return [m for d, m in each.items() if live and live_picture_id(live.id, d) not in kept]


def _small(examiners: Examiners, archive: Archive, media: Media) -> bytes | None:
    try:
        return examiners.maker.small(bytes_of(archive, media), (), SIDE)
    except (CouldNotCheck, PictureRefused, OSError):
        return None


def _keep(records: Records, live: str, original: str, jpeg: bytes) -> None:
    """Keep a copy; of a post that was erased meanwhile nothing is kept."""
    with suppress(NotFound), records.begin() as uow:
        name = live_picture_id(live, original)
        if uow.live_pictures.get(name) is None:
            digest = uow.blobs.put(live, jpeg)
            uow.live_pictures.put(LivePicture(name, live, original, digest))
