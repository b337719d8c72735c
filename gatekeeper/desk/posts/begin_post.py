"""A post that begins with its pictures, one after the other, before anything is said about it.

Each picture is kept as soon as it is there, so a lost connection loses none. A page makes up the
key of its draft once and sends it with every picture: one that comes twice is there once. The key
stays with the post, so that a form sent twice makes no second one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.draft_file import Draft
from gatekeeper.desk.posts.write_draft import first_version, put_version
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Original, Picture
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

_KEY = re.compile(r"[0-9a-z-]{8,40}")
_BEGUN = "begun-"
MOST_PICTURES = 40


@dataclass(frozen=True, slots=True)
class AddPicture:
    """One picture as it comes in: the key of its draft, the name of the file, its bytes."""

    draft: str
    file: str
    data: bytes


def begun(uow: UnitOfWork, draft: str) -> Version | None:
    """Return the post that began under this key, whether or not somebody has finished it."""
    slug = _slug(draft)
    found = (post for post in uow.posts.all() if draft == post.begun or slug == post.slug)
    return next(found, None)


def unfinished(version: Version) -> bool:
    """Whether nobody has said yet what a post that began with its pictures says and is for."""
    return version.slug.startswith(_BEGUN)


def add_picture(uow: UnitOfWork, actor: Actor, command: AddPicture) -> Version:
    """Put a picture into the draft of its key, which begins with it if it has not begun yet.

    Raises:
        UsageError: the key is of no page of ours, or the draft is full.
        NotAllowed: the person may not write drafts.
        NotYet: the post is out, was recalled, or a tablet holds it.
    """
    actor.require(uow, Duty.WRITE)
    before = begun(uow, command.draft)
    post = before.post if before else _empty(uow)
    digest = uow.blobs.put(post.id, command.data)
    if before is not None and any(p.original.digest == digest for p in post.pictures):
        return before
    if len(post.pictures) >= MOST_PICTURES:
        raise UsageError(f"There are {MOST_PICTURES} pictures in it already.", "Choose the best.")
    added = Picture(Original(digest, command.file, len(command.data)))
    changed = replace(post, pictures=(*post.pictures, added))
    if before is None:
        slug = _slug(command.draft)
        return first_version(uow, actor, changed, slug=slug, begun=command.draft)
    return put_version(uow, actor, changed, slug=before.slug, before=before)


def finish_draft(uow: UnitOfWork, actor: Actor, draft: str, said: Draft, slug: str) -> Version:
    """Say of a begun post what it says and is for; its pictures stay as they came.

    The same form again is a second tap, and finds the same post.

    Raises:
        NotFound: nothing began under this key.
        NotYet: it was finished, and says something else.
    """
    actor.require(uow, Duty.WRITE)
    before = begun(uow, draft)
    if before is None:
        raise NotFound("These pictures belong to no draft of yours.", "Choose them once more.")
    if unfinished(before):
        post = _saying(before.post, said)
        return put_version(uow, actor, post, slug=slug, before=replace(before, begun=draft))
    if _saying(before.post, replace(said, written_at=before.post.written_at)) != before.post:
        message = "This post is made already, and says something else by now."
        raise NotYet(message, "Open it from the first page, and change it there.")
    return before


def _saying(post: Post, said: Draft) -> Post:
    return replace(
        post,
        words=said.words,
        written_at=said.written_at,
        channels=said.channels,
        objective=said.objective,
        intended_outcome=said.intended_outcome,
        groups=said.groups,
        trip=said.trip,
        elsewhere=said.elsewhere,
        comments_off=said.comments_off,
    )


def _slug(draft: str) -> str:
    if not _KEY.fullmatch(draft):
        raise UsageError("This is no key of a draft.", "Open the page again and choose once more.")
    return f"{_BEGUN}{draft}"


def _empty(uow: UnitOfWork) -> Post:
    """Return a post about which nothing was said; Instagram until somebody chooses."""
    channels = (ChannelName.INSTAGRAM,)
    return Post(uow.mint(), "", uow.now, channels, salt=uow.mint())
