"""What was said to be down and an archive still tells of: its order is opened again."""

from __future__ import annotations

from collections.abc import Collection

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.makers import fingerprints_of
from gatekeeper.desk.audit.release_of import release_of
from gatekeeper.desk.takedown.order import Ask, order
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.take_down import TakeDown, Why
from gatekeeper.ports import UnitOfWork


def open_again(uow: UnitOfWork, actor: Actor, told: Collection[str]) -> tuple[TakeDown, ...]:
    """Order down again what an archive (`told`: ids) holds, and what was said to be down before.

    Only an archive that holds something newer than the taking down was made after it: one that does
    not may be from before, and says nothing.
    """
    here = [post for name in told if (post := uow.live_posts.get(name)) is not None]
    newest = max((post.post.at for post in here if post.post.at is not None), default=None)
    down = [
        item
        for item in newest_by_post(uow).values()
        if item.gone is None and item.done_at is not None and newest and newest > item.done_at
    ]
    names = _names(uow, here) if down else frozenset[str]()
    return tuple(
        order(uow, actor.id, Ask(item.of, why=Why.AUDIT)) for item in down if item.of in names
    )


def _names(uow: UnitOfWork, here: Collection[LivePost]) -> frozenset[str]:
    """Return the ids of what an archive tells: its posts, and the releases that they are."""
    released = uow.published.all()
    found = (release_of(released, post, fingerprints_of(uow, post)) for post in here)
    return frozenset(post.id for post in here) | {one.id for one in found if one is not None}
