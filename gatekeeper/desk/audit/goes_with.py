"""Which posts that archives told of go when a post of ours is erased: they are the same post."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from gatekeeper.desk.audit.makers import fingerprints_of
from gatekeeper.desk.audit.release_of import release_of
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.audit import LivePost
from gatekeeper.ports import UnitOfWork


def goes_with(uow: UnitOfWork, post: str) -> Iterator[LivePost]:
    """Yield what archives told of this post (its id) before it was seen gone.

    What an archive told of later is out again as far as anybody knows, and so a post of its own.
    """
    published = uow.published.all()
    gone = _gone(uow, {item.id for item in published if item.post == post})
    if not gone:
        return
    for live in uow.live_posts.all():
        found = release_of(published, live, fingerprints_of(uow, live))
        if found is not None and found.id in gone and live.seen_at <= gone[found.id]:
            yield live


def _gone(uow: UnitOfWork, released: set[str]) -> dict[str, datetime]:
    """Return when each of these was seen gone, of those that were."""
    newest = newest_by_post(uow) if released else {}
    return {of: item.gone.at for of, item in newest.items() if of in released and item.gone}
