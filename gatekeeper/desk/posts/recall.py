"""Pulling the cord: anybody on the staff may stop a post, at any state."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.pictures.known_pictures import remember
from gatekeeper.desk.posts.find_post import find_post, open_submission
from gatekeeper.desk.posts.void import end_grants, void_post
from gatekeeper.desk.takedown.order import Ask, order
from gatekeeper.domain.known_picture import Fate
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.release import GrantEnd, Recall
from gatekeeper.domain.take_down import Why
from gatekeeper.errors import NotYet
from gatekeeper.ports import UnitOfWork


def recall(uow: UnitOfWork, actor: Actor, name: str, why: str = "") -> Recall:
    """Stop a post: its sign-off is void, its grants end, what is live is to be taken down."""
    actor.require(uow, Duty.RECALL)
    return stop(uow, actor.id, find_post(uow, name), why.strip())


def stop(uow: UnitOfWork, actor_id: str, version: Version, why: str) -> Recall:
    """Write down that a post is stopped, and end whatever was on its way."""
    item = Recall(uow.mint(), version.id, actor_id, uow.now, why, open_submission(uow, version.id))
    uow.recalls.put(item)
    remember(uow, version.post, Fate.WITHDRAWN)
    end_grants(uow, version.id, GrantEnd.RECALL)
    void_post(uow, actor_id, version.id, ("the post was recalled",))
    for published in uow.published.of(version.id):
        if published.taken_down_at is None:
            order(uow, actor_id, Ask(published.id, due=uow.now, why=Why.RECALLED))
    uow.ledger.append("post.recalled", actor=actor_id, subject=version.id)
    return item


def lift_recall(uow: UnitOfWork, actor: Actor, name: str) -> tuple[Recall, ...]:
    """Free a recalled post: it is a draft again and needs a new sign-off. The headteacher's step.

    Raises:
        NotYet: the post was not recalled.
    """
    actor.require(uow, Duty.APPROVE)
    version = find_post(uow, name)
    standing = [item for item in uow.recalls.of(version.id) if item.lifted_at is None]
    if not standing:
        message = f"{version.slug} was not recalled."
        raise NotYet(message, "Nothing to do.")
    lifted = tuple(replace(item, lifted_at=uow.now, lifted_by=actor.id) for item in standing)
    for item in lifted:
        uow.recalls.put(item, seen=uow.recalls.version(item.id))
    remember(uow, version.post, Fate.FREED)
    uow.ledger.append("recall.lifted", actor=actor.id, subject=version.id)
    return lifted
