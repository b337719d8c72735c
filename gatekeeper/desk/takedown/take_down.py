"""Asking that a post comes down, saying that it did, and that it was seen gone: three deeds.

They are the same for a post that went out through here and for one that an archive told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.publishing.publish import taken_down
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty, Role
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.take_down import DUE, Gone, SeenBy, TakeDown
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Ask:
    """Which post, by the id of what was published or of a live post; who does it, until when.

    Without a time it is due within a day.
    """

    of: str
    who: Role = Role.DEPUTY_HEAD
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class SawGone:
    """Which take-down, and what proves it: a note or a link, the digest of a screenshot."""

    take_down: str
    proof: str
    screenshot: str = ""


@dataclass(frozen=True, slots=True)
class _Out:
    post: str
    channel: ChannelName
    link: str


def ask_take_down(uow: UnitOfWork, actor: Actor, command: Ask) -> TakeDown:
    """Have a post taken down. One that is asked for already is not asked for twice.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such post is known to be out.
        NotYet: it was taken down already.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    out = _out(uow, command.of)
    before = take_down_of(uow, command.of)
    if before is not None and before.gone is None:
        return before
    due = command.due or uow.now + DUE
    item = TakeDown(
        id=uow.mint(),
        post=out.post,
        of=command.of,
        channel=out.channel,
        link=out.link,
        asked_by=actor.id,
        asked_at=uow.now,
        due=due,
        who=command.who,
    )
    uow.take_downs.put(item)
    where = item.link or "see the list of take-downs"
    say = f"Take a post down from {item.channel.brand}: {where}"
    uow.tasks.put(Task(uow.mint(), TaskKind.TAKE_DOWN, item.of, say, uow.now, due))
    _tell(uow, actor, "take_down.asked", item)
    return item


def mark_taken_down(uow: UnitOfWork, actor: Actor, take_down: str) -> TakeDown:
    """Say that a post was taken down. It still has to be seen gone.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such take-down. NotYet: done already.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    item = find_take_down(uow, take_down)
    if item.done_at is not None:
        raise NotYet("It was taken down already.", "Say whether it was seen gone.")
    published = uow.published.get(item.of)
    if published is not None and published.taken_down_at is None:
        taken_down(uow, actor, published.id)
    done = replace(item, done_at=uow.now, done_by=actor.id)
    uow.take_downs.put(done, seen=uow.take_downs.version(item.id))
    _close(uow, actor, item.of, TaskKind.TAKE_DOWN, "taken down")
    where = item.link or "see the list of take-downs"
    say = f"See that a post is gone from {item.channel.brand}: {where}"
    uow.tasks.put(Task(uow.mint(), TaskKind.SEE_GONE, item.of, say, uow.now, uow.now + DUE))
    _tell(uow, actor, "take_down.done", item)
    return done


def seen_gone(uow: UnitOfWork, actor: Actor, command: SawGone) -> TakeDown:
    """Say that somebody looked where the post was and that it is gone.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such take-down.
        NotYet: nobody has said that it was taken down, or it was seen gone.
        UsageError: nothing proves it, or the digest is none.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    item = find_take_down(uow, command.take_down)
    screenshot = command.screenshot.strip().lower()
    if not command.proof.strip():
        raise UsageError("Say how it was seen to be gone.", "For example: opened its link.")
    if screenshot and not SHA256.fullmatch(screenshot):
        raise UsageError("The digest of the screenshot is not a SHA-256.", "It has 64 digits.")
    if item.done_at is None or item.gone is not None:
        raise NotYet("It was not taken down yet, or was seen gone.", "Look at the list.")
    gone = Gone(uow.now, actor.id, SeenBy.PERSON, command.proof.strip(), screenshot)
    return close_as_gone(uow, actor, item, gone)


def close_as_gone(uow: UnitOfWork, actor: Actor, item: TakeDown, gone: Gone) -> TakeDown:
    """Write down that a post is gone, and close whatever asked for it."""
    closed = replace(item, gone=gone)
    uow.take_downs.put(closed, seen=uow.take_downs.version(item.id))
    _close(uow, actor, item.of, TaskKind.SEE_GONE, gone.seen_by.value)
    _tell(uow, actor, "take_down.seen_gone", item)
    return closed


def take_downs(uow: UnitOfWork, actor: Actor) -> tuple[TakeDown, ...]:
    """Return every take-down: the late ones, those to do, those to be seen gone, the others.

    Raises:
        NotAllowed: not one of the desk's roles.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    return tuple(sorted(_standing(uow), key=_urgency))


def take_down_of(uow: UnitOfWork, of: str) -> TakeDown | None:
    """Return the newest take-down of what was published or told by an archive."""
    return newest_by_post(uow).get(of)


def newest_by_post(uow: UnitOfWork) -> dict[str, TakeDown]:
    """Return the newest take-down of each post, by the id of what was published or told."""
    return {item.of: item for item in _standing(uow)}


def find_take_down(uow: UnitOfWork, take_down: str) -> TakeDown:
    """Return a take-down by its id.

    Raises:
        NotFound: there is none.
    """
    item = uow.take_downs.get(take_down)
    if item is None:
        raise NotFound("There is no such take-down.", "List them: `gatekeeper take-down list`.")
    return as_it_stands(uow, item)


def as_it_stands(uow: UnitOfWork, item: TakeDown) -> TakeDown:
    """Return a take-down with what its post tells: that may have been taken down by itself."""
    published = uow.published.get(item.of) if item.done_at is None else None
    down = published.taken_down_at if published is not None else None
    return replace(item, done_at=down) if down is not None else item


def _standing(uow: UnitOfWork) -> tuple[TakeDown, ...]:
    left = (item for item in uow.take_downs.all() if item.called_off_at is None)
    return tuple(as_it_stands(uow, item) for item in left)


def _urgency(item: TakeDown) -> tuple[bool, bool, datetime]:
    return (item.gone is not None, item.done_at is not None, item.due)


def _out(uow: UnitOfWork, of: str) -> _Out:
    published = uow.published.get(of)
    if published is not None:
        if published.taken_down_at is not None:
            raise NotYet("It was taken down already.", "Nothing to do.")
        return _Out(published.post or published.id, published.channel, published.link)
    live = uow.live_posts.get(of)
    if live is None:
        raise NotFound("No such post is known to be out.", "Look at the list of posts again.")
    return _Out(live.id, live.post.channel, live.post.link)


def _close(uow: UnitOfWork, actor: Actor, of: str, kind: TaskKind, outcome: str) -> None:
    for task in _open_tasks(uow.tasks.all(), of, kind):
        done = replace(task, done_at=uow.now, done_by=actor.id, outcome=outcome)
        uow.tasks.put(done, seen=uow.tasks.version(task.id))


def _open_tasks(tasks: Iterable[Task], of: str, kind: TaskKind) -> Iterable[Task]:
    return (t for t in tasks if (t.subject, t.kind, t.done_at) == (of, kind, None))


def _tell(uow: UnitOfWork, actor: Actor, what: str, item: TakeDown) -> None:
    details = {"take_down": item.id, "channel": item.channel.value}
    uow.ledger.append(what, actor=actor.id, subject=item.of, details=details)
