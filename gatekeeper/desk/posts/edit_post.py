"""Changing the words of a draft, with the version that was seen: nothing is overwritten unseen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import StaleWrite, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class EditPost:
    """The words of a post as they are to be; `seen` is the number of the version on the page."""

    post: str
    seen: int
    words: str
    alt_texts: tuple[str, ...]
    comments_off: bool


def edit_post(uow: UnitOfWork, actor: Actor, command: EditPost) -> Version:
    """Write the next version, or return this one where nothing differs.

    Raises:
        StaleWrite: somebody changed it in between; the message says who and what.
        UsageError: there is nothing left in it, or it is not one text for each picture.
        NotAllowed, NotYet: the person may not, or the post is out.
    """
    actor.require(uow, Duty.WRITE)
    version = changeable(uow, command.post)
    unchanged(uow, version, command.seen)
    post = _edited(version.post, command)
    if post == version.post:
        return version
    return put_version(uow, actor, post, slug=version.slug, before=version)


def unchanged(uow: UnitOfWork, version: Version, seen: int) -> None:
    """Stop unless the newest version is the one that was on the page.

    Raises:
        StaleWrite: somebody changed it in between; the message says who.
    """
    if version.number != seen:
        raise _stale(uow, version)


def _edited(post: Post, command: EditPost) -> Post:
    if not (command.words or post.pictures):
        raise UsageError("There is nothing left in the post.", "Write some words.")
    if len(command.alt_texts) != len(post.pictures):
        raise UsageError("Each picture needs its description, or an empty one.")
    pictures = tuple(
        replace(picture, alt_text=text)
        for picture, text in zip(post.pictures, command.alt_texts, strict=True)
    )
    return replace(post, words=command.words, pictures=pictures, comments_off=command.comments_off)


def _stale(uow: UnitOfWork, version: Version) -> StaleWrite:
    person = uow.people.get(version.by)
    return StaleWrite(
        f"{person.name if person else 'Somebody'} changed this post in the meantime.",
        "Open it again: it now has the other words. Then repeat your change. Nothing was lost.",
    )
