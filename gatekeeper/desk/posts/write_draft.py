"""Writing a draft: words and pictures come in; an edit makes a new version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.draft_file import Draft, DraftPicture
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.void import void_post
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Original, Picture
from gatekeeper.domain.post import Post, Version
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class WriteDraft:
    """A draft as a person hands it in: a short name, what it says, the bytes of its files.

    `begun` is the key of the page that sends it; empty without one.
    """

    slug: str
    draft: Draft
    files: Mapping[str, bytes]
    begun: str = ""


def write_draft(uow: UnitOfWork, actor: Actor, command: WriteDraft) -> Version:
    """Store the draft and return its version; the same content again is the same version.

    Raises:
        UsageError: a picture that the draft names was not handed in, or comes twice.
        NotAllowed: the person may not write drafts.
    """
    actor.require(uow, Duty.WRITE)
    return keep_draft(uow, actor, command)


def keep_draft(uow: UnitOfWork, actor: Actor, command: WriteDraft) -> Version:
    """Store the draft of somebody who may hand it in.

    Raises:
        UsageError: a picture that the draft names was not handed in, or comes twice.
    """
    before = _before(uow, command.slug)
    post_id = before.id if before else uow.mint()
    post = _post(uow, post_id, command, before)
    if before is not None and _without_renditions(before.post) == _without_renditions(post):
        return before
    if before is None:
        return first_version(uow, actor, post, slug=command.slug, begun=command.begun)
    return put_version(uow, actor, post, slug=command.slug, before=before)


def first_version(
    uow: UnitOfWork, actor: Actor, post: Post, *, slug: str, begun: str = ""
) -> Version:
    """Write the first version of a post, and tell the ledger; its key stays with it."""
    authors = frozenset({actor.id})
    return _put(uow, Version(post.id, 1, slug, post, actor.id, uow.now, authors, begun, uow.now))


def put_version(
    uow: UnitOfWork, actor: Actor, post: Post, *, slug: str, before: Version
) -> Version:
    """Write the next version of a post and tell the ledger; a yes to the one before is void.

    Other texts or pictures are of today, unless whoever sends them says when they were written.

    Raises:
        NotYet: the post is out, was recalled, or a tablet holds it.
    """
    changeable(uow, before.id)
    if post.written_at == before.post.written_at and _told(post) != _told(before.post):
        post = replace(post, written_at=uow.now)
    void_post(uow, actor.id, post.id, ("the post changed",))
    version = replace(
        before,
        number=before.number + 1,
        slug=slug,
        post=post.for_its_channels(),
        by=actor.id,
        at=uow.now,
        authors=before.authors | {actor.id},
    )
    return _put(uow, version)


def _told(post: Post) -> tuple[dict[str, str], frozenset[str]]:
    """Return what may speak of a day: the texts, and the pictures with what stands in them."""
    return post.texts, frozenset(picture.original.digest for picture in post.pictures)


def _put(uow: UnitOfWork, version: Version) -> Version:
    post, said = version.post, version.not_about_by
    version = replace(
        version, not_about_by={trip: said.get(trip, version.by) for trip in sorted(post.not_about)}
    )
    uow.posts.put(version, seen=uow.posts.version(post.id))
    uow.ledger.append(
        "post.written",
        actor=version.by,
        subject=post.id,
        details={
            "version": str(version.number),
            "content": salted(uow.secret(post.id), post.digest),
        },
    )
    return version


def _before(uow: UnitOfWork, slug: str) -> Version | None:
    if any(version.slug == slug for version in uow.posts.all()):
        return changeable(uow, slug)
    return None


def _post(uow: UnitOfWork, post_id: str, command: WriteDraft, before: Version | None) -> Post:
    draft = command.draft
    return Post(
        id=post_id,
        words=draft.words,
        written_at=max(draft.written_at, before.post.written_at) if before else draft.written_at,
        wanted_at=draft.wanted_at,
        channels=draft.channels,
        pictures=_pictures(uow, post_id, command, before),
        objective=draft.objective,
        intended_outcome=draft.intended_outcome,
        groups=draft.groups,
        trip=draft.trip,
        elsewhere=draft.elsewhere,
        comments_off=draft.comments_off,
        format=draft.format,
        also_on=draft.also_on,
        location_tag=draft.location_tag,
        not_about=draft.not_about,
        salt=before.post.salt if before else uow.mint(),
    )


def _pictures(
    uow: UnitOfWork, post_id: str, command: WriteDraft, before: Version | None
) -> tuple[Picture, ...]:
    known = {p.original.digest: p for p in before.post.pictures} if before else {}
    pictures = tuple(
        _picture(uow, post_id, item, command, known) for item in command.draft.pictures
    )
    digests = [picture.original.digest for picture in pictures]
    if len(set(digests)) < len(digests):
        message = "The same picture is in the post twice."
        raise UsageError(message, "Take one of the two out of the post.")
    return pictures


def _picture(
    uow: UnitOfWork,
    post_id: str,
    item: DraftPicture,
    command: WriteDraft,
    known: Mapping[str, Picture],
) -> Picture:
    data = command.files.get(item.file)
    if data is None:
        message = f"The picture {item.file!r} is named in the draft, but there is no such file."
        raise UsageError(message, "Put the picture beside post.toml, or take it out of the draft.")
    digest = uow.blobs.put(post_id, data)
    original = Original(digest, item.file, len(data))
    kept = known.get(digest)
    recipe_kept = kept or Picture(original)
    return replace(recipe_kept, original=original, alt_text=item.alt_text)


def _without_renditions(post: Post) -> Post:
    return replace(post, pictures=tuple(replace(p, renditions=()) for p in post.pictures))
