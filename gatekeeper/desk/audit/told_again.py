"""What was said to be down, or seen gone, and an archive tells of: it is ordered down again."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.audit.makers import fingerprints_of
from gatekeeper.desk.audit.release_of import release_of
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.desk.takedown.order import Ask, order
from gatekeeper.desk.takedown.standing import newest_by_post, take_down_of
from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.take_down import TakeDown, Why
from gatekeeper.ports import UnitOfWork


def open_again(uow: UnitOfWork, actor: Actor, told: Collection[str]) -> tuple[TakeDown, ...]:
    """Order down again what an archive (`told`: ids) holds, and what was said to be down before.

    Only an archive that holds something newer than the taking down, or than when it was seen gone,
    was made after it: one that does not may be from before, and says nothing. What was seen gone
    can come back: Instagram shows again what it had put away, with the same link and pictures.
    """
    here = [post for name in told if (post := uow.live_posts.get(name)) is not None]
    newest = max((post.post.at for post in here if post.post.at is not None), default=None)
    down = [
        item
        for item in newest_by_post(uow).values()
        if (since := item.down_since) is not None and newest is not None and newest > since
    ]
    names = _names(uow, here) if down else frozenset[str]()
    return tuple(
        order(uow, actor.id, Ask(item.of, due=uow.now, why=Why.AUDIT))
        for item in down
        if item.of in names
    )


def still_up(uow: UnitOfWork, by: str, live: LivePost, of: str) -> None:
    """Note that a post can be seen now that was said to be down; `of` is what that was said of.

    What was seen gone is ordered down again. A post that is not on record is taken in; where the
    door handed out no pictures they are missing, and somebody has to look at it.
    """
    kept = uow.live_posts.get(live.id) or take_in(uow, live.post)
    uow.live_posts.put(replace(kept, out_at=uow.now), seen=uow.live_posts.version(kept.id))
    before = take_down_of(uow, of)
    if before is not None and before.gone is not None:
        order(uow, by, Ask(of, due=uow.now, why=Why.AUDIT))


def names_of(uow: UnitOfWork, told: Collection[str]) -> frozenset[str]:
    """Return the ids of the posts that an archive holds (`told`), and of the releases they are."""
    here = [post for name in told if (post := uow.live_posts.get(name)) is not None]
    return _names(uow, here)


def _names(uow: UnitOfWork, here: Collection[LivePost]) -> frozenset[str]:
    """Return the ids of what an archive tells: its posts, and the releases that they are."""
    released = uow.published.all()
    found = (release_of(released, post, fingerprints_of(uow, post)) for post in here)
    return frozenset(post.id for post in here) | {one.id for one in found if one is not None}
