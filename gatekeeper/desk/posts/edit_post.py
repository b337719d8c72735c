"""Changing a draft, with the version that was seen: nothing is overwritten unseen.

What it is about (groups, channels, trip, purpose) changes what has to be asked. Answers stay; the
roll calls that did not ask about a new group, and what a new channel or trip asks, are open again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import NotFound, StaleWrite, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class About:
    """Whom a post shows, where it goes, its trip (an id) and what it is for, as they are to be."""

    channels: tuple[ChannelName, ...]
    groups: frozenset[str]
    trip: str | None = None
    objective: str = ""
    intended_outcome: str = ""
    elsewhere: str = ""


@dataclass(frozen=True, slots=True)
class EditPost:
    """A post as it is to be; `seen` is the number of the version on the page.

    Without `about`, only words, descriptions and the promise about comments are changed.
    """

    post: str
    seen: int
    words: str
    alt_texts: tuple[str, ...]
    comments_off: bool
    about: About | None = None


def edit_post(uow: UnitOfWork, actor: Actor, command: EditPost) -> Version:
    """Write the next version, or return this one where nothing differs.

    Raises:
        StaleWrite: somebody changed it in between; the message says who and what.
        UsageError: there is nothing left in it, it is not one text for each picture, or no channel.
        NotFound: there is no such trip, or nobody belongs to a group that was added.
        NotAllowed, NotYet: the person may not, or the post is out.
    """
    actor.require(uow, Duty.WRITE)
    version = changeable(uow, command.post)
    unchanged(uow, version, command.seen)
    post = _edited(version.post, command)
    if command.about is not None:
        post = _about(uow, post, command.about)
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


def _about(uow: UnitOfWork, post: Post, about: About) -> Post:
    if not about.channels:
        raise UsageError("No channel is chosen.", "Tick Instagram, LinkedIn or both.")
    if about.trip not in {None, post.trip} and uow.trips.get(about.trip or "") is None:
        raise NotFound("There is no such trip.", "Put it under Trips first, then choose it here.")
    _known_groups(uow, about.groups - post.groups)
    return replace(
        post,
        channels=about.channels,
        groups=about.groups,
        trip=about.trip,
        not_about=post.not_about - {about.trip or ""},
        objective=about.objective,
        intended_outcome=about.intended_outcome,
        elsewhere=about.elsewhere,
    )


def _known_groups(uow: UnitOfWork, added: frozenset[str]) -> None:
    pupils = uow.pupils.all()
    for group in sorted(added):
        if not any(pupil.belongs_to(group) for pupil in pupils):
            message = f"Nobody on the register belongs to {group!r}."
            raise NotFound(message, "Choose a class or club as it stands in the register.")


def _stale(uow: UnitOfWork, version: Version) -> StaleWrite:
    person = uow.people.get(version.by)
    return StaleWrite(
        f"{person.name if person else 'Somebody'} changed this post in the meantime.",
        "Open it again: it now has the other words. Then repeat your change. Nothing was lost.",
    )
