"""Saying that a post came down, and that it was seen gone: one deed each, whoever ordered it.

They are the same for a post that went out through here and for one that an archive told of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.pictures.known_pictures import remember
from gatekeeper.desk.takedown.order import Ask, order
from gatekeeper.desk.takedown.standing import find_take_down, take_down_of
from gatekeeper.desk.takedown.told import close_tasks, put, to_ledger
from gatekeeper.domain.known_picture import Fate
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Published, Task, TaskKind
from gatekeeper.domain.take_down import DUE, Gone, SeenBy, TakeDown, Why
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHA256 = re.compile("[0-9a-f]{64}")
ENDED = frozenset({TaskKind.TAKE_DOWN, TaskKind.PROVE_COMMENTS, TaskKind.CLOSE_COMMENTS})
"""What is no longer to do about a post that is down."""
THE_LIST = "Say whether it was seen gone: `gatekeeper take-down list`."


@dataclass(frozen=True, slots=True)
class SawGone:
    """Which take-down, and what proves it: a note or a link, the digest of a screenshot."""

    take_down: str
    proof: str
    screenshot: str = ""


def mark_taken_down(uow: UnitOfWork, actor: Actor, take_down: str) -> TakeDown:
    """Say that a post was taken down. It still has to be seen gone.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such take-down. NotYet: done already.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    return _down(uow, actor, find_take_down(uow, take_down))


def taken_down(uow: UnitOfWork, actor: Actor, published: str) -> TakeDown:
    """Say that what was published (its id) was taken down, ordered or not; anybody of the staff.

    Raises:
        NotAllowed: not of the staff. NotFound: no such published post. NotYet: done already.
    """
    actor.require(uow, Duty.RECALL)
    if uow.published.get(published) is None:
        raise NotFound("There is no such published post.", "List them: `gatekeeper posts`.")
    item = take_down_of(uow, published)
    if item is None:
        item = order(uow, actor.id, Ask(published, why=Why.SAID_DOWN))
    return _down(uow, actor, item)


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
    put(uow, closed)
    close_tasks(uow, actor.id, item.of, {TaskKind.SEE_GONE}, gone.seen_by.value)
    to_ledger(uow, actor.id, "take_down.seen_gone", item)
    return closed


def _down(uow: UnitOfWork, actor: Actor, item: TakeDown) -> TakeDown:
    if item.done_at is not None:
        raise NotYet("It was taken down already.", THE_LIST)
    published = uow.published.get(item.of)
    if published is not None:
        _release_down(uow, actor, published)
    done = replace(item, done_at=uow.now, done_by=actor.id)
    put(uow, done)
    close_tasks(uow, actor.id, item.of, ENDED, "taken down")
    where = item.link or "see the list of take-downs"
    say = f"See that a post is gone from {item.channel.brand}: {where}"
    uow.tasks.put(Task(uow.mint(), TaskKind.SEE_GONE, item.of, say, uow.now, uow.now + DUE))
    to_ledger(uow, actor.id, "take_down.done", item)
    return done


def _release_down(uow: UnitOfWork, actor: Actor, published: Published) -> None:
    down = replace(published, taken_down_at=uow.now)
    uow.published.put(down, seen=uow.published.version(down.id))
    version = uow.posts.get(down.post)
    if version is not None:
        remember(uow, version.post, Fate.WITHDRAWN)
    details = {"published": down.id}
    uow.ledger.append("post.taken_down", actor=actor.id, subject=down.post, details=details)
