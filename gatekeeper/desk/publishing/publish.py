"""Saying that a post went out, and seeing that nobody can comment on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.pictures.known_pictures import remember
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.publishing.break_glass import require_releaser
from gatekeeper.desk.publishing.post_link import post_link
from gatekeeper.desk.takedown.order import Ask, order
from gatekeeper.domain.answer import Said
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.known_picture import Fate
from gatekeeper.domain.picture import Fingerprint
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import (
    PROOF_DUE,
    PROOF_OVERDUE,
    Comments,
    CommentsSeen,
    Grant,
    GrantEnd,
    Published,
    Task,
    TaskKind,
)
from gatekeeper.domain.take_down import Why
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

OF_COMMENTS = frozenset({TaskKind.PROVE_COMMENTS, TaskKind.CLOSE_COMMENTS})
"""What is done once comments were seen off; an order to take down is not among them."""


def say_published(
    uow: UnitOfWork, actor: Actor, name: str, *, channel: ChannelName, link: str
) -> Published:
    """Record the receipt: where the post went. Until comments are seen off it is not done.

    Raises:
        UsageError: no link was given, or it is not one of a post on this channel.
        NotYet: the post was never fetched for this channel.
    """
    require_releaser(uow, actor)
    where = post_link(channel, link)
    version = find_post(uow, name)
    grant = _fetched(uow, version, channel)
    published = _published(uow, actor, version, grant, where)
    uow.grants.put(
        replace(
            grant,
            ended=grant.ended or GrantEnd.RECEIPT,
            ended_at=grant.ended_at or uow.now,
            went_out=True,
        ),
        seen=uow.grants.version(grant.id),
    )
    uow.published.put(published)
    remember(uow, version.post, Fate.PUBLISHED)
    _close_tasks(uow, actor, grant.id, "it went out")
    say = f"Look at the post on {channel.value}: is commenting off?"
    uow.tasks.put(
        Task(uow.mint(), TaskKind.PROVE_COMMENTS, published.id, say, uow.now, uow.now + PROOF_DUE)
    )
    if grant.ended in (GrantEnd.RECALL, GrantEnd.VOID):
        order(uow, actor.id, Ask(published.id, due=uow.now, why=Why.OUT_ALL_THE_SAME))
    uow.ledger.append(
        "post.published",
        actor=actor.id,
        subject=version.id,
        details={"published": published.id, "channel": channel.value, "grant": grant.id},
    )
    return published


def did_not_go_out(uow: UnitOfWork, actor: Actor, grant_id: str) -> Grant:
    """Record that a fetched package was not posted and was deleted from the gallery."""
    require_releaser(uow, actor)
    grant = uow.grants.get(grant_id)
    if grant is None or not grant.on_its_way:
        message = "There is no fetched release whose outcome is open."
        raise NotFound(message)
    ended = replace(
        grant,
        ended=grant.ended or GrantEnd.EXPIRY,
        ended_at=grant.ended_at or uow.now,
        went_out=False,
    )
    uow.grants.put(ended, seen=uow.grants.version(grant.id))
    _close_tasks(uow, actor, grant.id, "did not go out, deleted from the gallery")
    uow.ledger.append(
        "post.not_published", actor=actor.id, subject=grant.post, details={"grant": grant.id}
    )
    return ended


def prove_comments(
    uow: UnitOfWork, actor: Actor, published_id: str, state: Comments, how: str
) -> Published:
    """Record what was seen of the comment switch. Only *off* closes the post.

    Raises:
        UsageError: it is not said how it was seen.
    """
    require_releaser(uow, actor)
    published = find_published(uow, published_id)
    if not how.strip():
        message = "Say how it was seen, for example 'looked at the post in the app'."
        raise UsageError(message)
    seen = CommentsSeen(state, actor.id, uow.now, how.strip())
    changed = replace(published, comments=(*published.comments, seen))
    uow.published.put(changed, seen=uow.published.version(published.id))
    if state is Comments.OFF:
        _close_tasks(uow, actor, published.id, "comments seen off", OF_COMMENTS)
    elif state is Comments.ON:
        say = "Comments are open. Switch commenting off now, or take the post down."
        uow.tasks.put(
            Task(uow.mint(), TaskKind.CLOSE_COMMENTS, published.id, say, uow.now, uow.now)
        )
    uow.ledger.append(
        "comments.seen",
        actor=actor.id,
        subject=published.post,
        details={"published": published.id, "state": state.value},
    )
    return changed


def next_step(published: Published, now: datetime) -> str:
    """Return what to do about a live post whose comments were not seen off; empty when done."""
    if published.proved or published.taken_down_at is not None:
        return ""
    if now - published.at >= PROOF_OVERDUE:
        return "Take the post down: comments were not seen off within half an hour."
    late = " (overdue)" if now - published.at >= PROOF_DUE else ""
    return f"Look at the post and say whether commenting is off{late}."


def find_published(uow: UnitOfWork, published_id: str) -> Published:
    """Return one published post by its id.

    Raises:
        NotFound: there is none.
    """
    published = uow.published.get(published_id)
    if published is None:
        message = "There is no such published post."
        raise NotFound(message, "List them: `gatekeeper posts`.")
    return published


def _fetched(uow: UnitOfWork, version: Version, channel: ChannelName) -> Grant:
    grants = [
        grant
        for grant in uow.grants.of(version.id)
        if grant.channel == channel and grant.on_its_way
    ]
    if not grants:
        message = f"This post was not fetched for {channel.value}, or its outcome is known."
        raise NotYet(message, "Release and fetch it first: `gatekeeper release`.")
    return grants[-1]


def _published(
    uow: UnitOfWork, actor: Actor, version: Version, grant: Grant, link: str
) -> Published:
    post, read = version.post, _fingerprints(uow, version.id)
    originals = tuple(picture.original.digest for picture in post.pictures)
    shows = frozenset(a.who for a in uow.answers.of(post.id) if a.said is Said.PUPIL)
    return Published(
        id=uow.mint(),
        post=post.id,
        channel=grant.channel,
        link=link,
        at=uow.now,
        by=actor.id,
        words=post.words,
        originals=originals,
        fingerprints=tuple(read[one] for one in originals if one in read),
        shows=shows,
        may_show=_judged(uow, post.id) - shows,
        traits=_traits(uow, version),
        finished=_finished(version, grant, read),
    )


def _finished(
    version: Version, grant: Grant, read: Mapping[str, Fingerprint]
) -> tuple[Fingerprint, ...]:
    """Return what the tablet was handed, all of it or nothing: of what was edited since, nothing.

    Half of it would make the other half look like something that was changed.
    """
    handed = [picture.rendition(grant.channel) for picture in version.post.pictures]
    found = [read.get(one.digest) if one is not None else None for one in handed]
    known = tuple(one for one in found if one is not None)
    whole = len(known) == len(handed) and version.post.digest == grant.post_digest
    return known if whole else ()


def _judged(uow: UnitOfWork, post: str) -> frozenset[str]:
    """Return every pupil on whom a decision about the post rested: named, shown or by roll call."""
    return frozenset(p.pupil for d in uow.decisions.of(post) for p in d.basis.permissions)


def _fingerprints(uow: UnitOfWork, post: str) -> dict[str, Fingerprint]:
    """Return what each file of a post was last known by, originals and finished ones."""
    newest = {reading.original: reading.facts for reading in uow.readings.of(post)}
    return {name: facts.fingerprint for name, facts in newest.items() if facts is not None}


def _traits(uow: UnitOfWork, version: Version) -> dict[str, str]:
    trip = uow.trips.get(version.post.trip) if version.post.trip else None
    traits = {
        "weekday": uow.now.strftime("%A"),
        "hour": uow.now.strftime("%H"),
        "groups": ";".join(sorted(version.post.groups)),
        "place": trip.place if trip else "",
    }
    return {name: value for name, value in traits.items() if value}


def _close_tasks(
    uow: UnitOfWork,
    actor: Actor,
    subject: str,
    outcome: str,
    kinds: frozenset[TaskKind] = frozenset(TaskKind),
) -> None:
    for task in uow.tasks.all():
        if task.subject == subject and task.kind in kinds and task.done_at is None:
            uow.tasks.put(
                replace(task, done_at=uow.now, done_by=actor.id, outcome=outcome),
                seen=uow.tasks.version(task.id),
            )
