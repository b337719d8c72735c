"""Handing in pictures and a sentence, as a class teacher does on the coach.

Whoever hands in sees afterwards only where it is; what is found is the Deputy's business.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.draft_file import Draft, DraftPicture
from gatekeeper.desk.posts.find_post import find_post, stage_of
from gatekeeper.desk.posts.recall import stop
from gatekeeper.desk.posts.write_draft import WriteDraft, keep_draft, put_version
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Original, Picture
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import Recall
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

KEY = re.compile(r"[a-z0-9]{6,40}")
MOST = 40
"""Pictures of one contribution."""
TAKEN_BACK = frozenset({Stage.RECALLED, Stage.TO_TAKE_DOWN, Stage.TAKEN_DOWN})


class Standing(StrEnum):
    """All that a contributor is told of where it stands."""

    WITH_THE_DEPUTY = "with the Deputy"
    WAITS = "waits until you are all back"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Contribution:
    """What is handed in. The same `key` again is the same one: an upload that broke off."""

    key: str
    words: str
    files: Mapping[str, bytes]
    trip: str | None = None


def contribute(uow: UnitOfWork, actor: Actor, command: Contribution) -> Version:
    """Make a draft of it for the Deputy Head; repeated, it adds what is new.

    Raises:
        NotAllowed: the person may not hand in.
        NotFound: there is no such trip.
        UsageError: there is nothing in it.
    """
    actor.require(uow, Duty.CONTRIBUTE)
    if not KEY.fullmatch(command.key):
        raise UsageError("This form is not whole.", "Open the page again.")
    if not (command.words or command.files):
        raise UsageError("There is nothing in it yet.", "Choose a picture, or write a sentence.")
    slug = _slug(command.key)
    known = [version for version in uow.posts.all() if version.slug == slug]
    if known:
        return add_pictures(uow, actor, known[0].id, command.files)
    draft = _draft(uow, actor, command)
    return keep_draft(uow, actor, WriteDraft(slug, draft, command.files))


def add_pictures(uow: UnitOfWork, actor: Actor, post: str, files: Mapping[str, bytes]) -> Version:
    """Add pictures to the own contribution; one that is in it already is not added twice.

    Raises:
        NotFound: it is not the own contribution.
        NotYet: it is on its way already.
        UsageError: these would be too many.
    """
    version = own_contribution(uow, actor, post)
    if stage_of(uow, version.id) is not Stage.DRAFT:
        raise NotYet("It is on its way already.", "Hand the other pictures in anew.")
    pictures = {picture.original.digest: picture for picture in version.post.pictures}
    for name, data in files.items():
        digest = uow.blobs.put(version.id, data)
        pictures.setdefault(digest, Picture(Original(digest, name, len(data))))
    if len(pictures) > MOST:
        raise UsageError(f"These are more than {MOST} pictures.", "Choose the best of them.")
    changed = replace(version.post, pictures=tuple(pictures.values()))
    if changed == version.post:
        return version
    return put_version(uow, actor, changed, slug=version.slug, before=version)


def take_back(uow: UnitOfWork, actor: Actor, post: str) -> Recall:
    """Stop the own contribution, wherever it is by now.

    Raises:
        NotFound: it is not the own contribution.
        NotYet: it was stopped already.
    """
    version = own_contribution(uow, actor, post)
    if stage_of(uow, version.id) in TAKEN_BACK:
        raise NotYet("It was stopped already.", "Nothing to do.")
    return stop(uow, actor.id, version, "taken back by who handed it in")


def own_contribution(uow: UnitOfWork, actor: Actor, post: str) -> Version:
    """Return the post, if this person handed it in.

    Raises:
        NotAllowed: the person may not hand in.
        NotFound: it is somebody else's, or there is none; it is never said which.
    """
    actor.require(uow, Duty.CONTRIBUTE)
    missing = NotFound("You handed in no such pictures.", "Choose from the list of yours.")
    try:
        version = find_post(uow, post)
    except NotFound:
        raise missing from None
    if actor.id not in version.authors:
        raise missing
    return version


def own_contributions(uow: UnitOfWork, actor: Actor) -> tuple[Version, ...]:
    """Return what this person handed in, the newest first."""
    actor.require(uow, Duty.CONTRIBUTE)
    mine = [version for version in uow.posts.all() if actor.id in version.authors]
    return tuple(sorted(mine, key=lambda version: version.first_at, reverse=True))


def handed_in(uow: UnitOfWork, actor: Actor, key: str) -> Version | None:
    """Return what this person handed in under this key."""
    mine = own_contributions(uow, actor)
    return next((version for version in mine if version.slug == _slug(key)), None)


def standing(uow: UnitOfWork, version: Version) -> Standing:
    """Return where a contribution stands, in the words for who handed it in."""
    if stage_of(uow, version.id) in TAKEN_BACK:
        return Standing.STOPPED
    trip = uow.trips.get(version.post.trip) if version.post.trip else None
    away = trip is not None and trip.all_back_at is None
    return Standing.WAITS if away else Standing.WITH_THE_DEPUTY


def _slug(key: str) -> str:
    return f"handed-in-{key}"


def _draft(uow: UnitOfWork, actor: Actor, command: Contribution) -> Draft:
    trip = uow.trips.get(command.trip) if command.trip else None
    if command.trip and trip is None:
        raise NotFound("There is no such trip.", "Choose one from the list, or none.")
    person = uow.people.get(actor.id)
    classes = person.classes if person is not None else frozenset()
    return Draft(
        words=command.words,
        written_at=uow.now,
        wanted_at=None,
        channels=tuple(ChannelName),
        groups=trip.groups if trip is not None else classes,
        trip=command.trip,
        comments_off=True,
        pictures=tuple(DraftPicture(name) for name in command.files),
    )
