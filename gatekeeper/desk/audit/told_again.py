"""What was said to be down and an archive still tells of: its order is opened again."""

from __future__ import annotations

from collections.abc import Collection

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.release_of import release_of
from gatekeeper.desk.takedown.order import Ask, order
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.picture import Fingerprint
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
    return tuple(
        order(uow, actor.id, Ask(item.of, why=Why.AUDIT))
        for item in down
        if any(_is_told(uow, item, post) for post in here)
    )


def _is_told(uow: UnitOfWork, item: TakeDown, post: LivePost) -> bool:
    """Whether an archive's post is the one of an order, by its id or as what was released."""
    published = uow.published.get(item.of)
    if published is None:
        return post.id == item.of
    return release_of([published], post, _shown(uow, post)) is not None


def _shown(uow: UnitOfWork, post: LivePost) -> tuple[Fingerprint, ...]:
    read = (reading.facts for reading in uow.readings.of(post.id))
    return tuple(one.fingerprint for one in read if one is not None and one.fingerprint.telling)
