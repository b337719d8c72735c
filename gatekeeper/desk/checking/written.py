"""What stands written in a picture: read of the whole, and of a cut by itself.

A large picture is read in a smaller copy. What is cut out of it goes out at its own size, so there
can be more to read in the finished file than there was in the copy.
"""

from __future__ import annotations

from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.evidence import TextSearch, cache_key
from gatekeeper.domain.picture import Picture, PictureFacts, Rendition
from gatekeeper.domain.picture_text import READ_ALONG, PictureText, with_cut
from gatekeeper.domain.post import Post
from gatekeeper.ports import UnitOfWork


def cut_file(uow: UnitOfWork, examiners: Examiners, post: Post, picture: Picture) -> str:
    """Return the digest of the finished file that is read by itself, or "" where none need be."""
    made = _cut(_facts(uow, examiners, post, picture), picture)
    return made.digest if made else ""


def text_in(
    uow: UnitOfWork, examiners: Examiners, post: Post, picture: Picture
) -> PictureText | None:
    """Return all that was read of a picture; None unless everything was that has to be."""
    whole = _read(uow, examiners, post, picture.original.digest)
    made, crop = _cut(_facts(uow, examiners, post, picture), picture), picture.recipe.crop
    if whole is None or made is None or crop is None:
        return whole
    close = _read(uow, examiners, post, made.digest)
    return with_cut(whole, close, crop, (made.width, made.height)) if close else None


def _cut(facts: PictureFacts | None, picture: Picture) -> Rendition | None:
    """Return the largest finished file of a picture that was cut out of a large one."""
    if picture.recipe.crop is None or facts is None or max(facts.width, facts.height) <= READ_ALONG:
        return None
    return max(
        picture.renditions, key=lambda one: (one.width * one.height, one.digest), default=None
    )


def _facts(
    uow: UnitOfWork, examiners: Examiners, post: Post, picture: Picture
) -> PictureFacts | None:
    of, version = picture.original.digest, examiners.reader.version
    reading = uow.readings.get(cache_key(post.salt, of, "pictures", version))
    return reading.facts if reading else None


def _read(uow: UnitOfWork, examiners: Examiners, post: Post, of: str) -> PictureText | None:
    key = cache_key(post.salt, of, "text", examiners.text.version)
    read: TextSearch | None = uow.text_searches.get(key)
    return read.text if read and not read.refusal else None
