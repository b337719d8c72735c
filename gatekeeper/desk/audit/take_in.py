"""Taking in what an archive tells: a post that is out, as it was last seen."""

from __future__ import annotations

from gatekeeper.domain.audit import LivePost
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.published_post import PublishedPost
from gatekeeper.ports import UnitOfWork


def take_in(uow: UnitOfWork, post: PublishedPost) -> LivePost:
    """Return the post as it is on record now; the same archive again changes nothing."""
    name = our_id(uow, post)
    before = uow.live_posts.get(name)
    if before is not None and before.post == post:
        return before
    same = before is not None and _shown(before.post) == _shown(post)
    since = before.told_at if before is not None and same else uow.now
    live = LivePost(name, post, before.salt if before else uow.mint(), uow.now, since)
    uow.live_posts.put(live, seen=uow.live_posts.version(name))
    return live


def our_id(uow: UnitOfWork, post: PublishedPost) -> str:
    """Return our id of a post: the one by which an earlier release took it in, if it did."""
    if post.formerly:
        former = live_id(uow, post.channel, post.formerly)
        known = uow.live_posts.get(former)
        if known is not None and known.post.is_still(post):
            return former
    return _not_erased(uow, post.channel, post.id)


def _not_erased(uow: UnitOfWork, channel: ChannelName, post: str) -> str:
    """Return an id that can be written to: what was erased and is told of again is another post."""
    name, times = live_id(uow, channel, post), 0
    while uow.erased(name):
        times += 1
        name = live_id(uow, channel, f"{post} {times}")
    return name


def _shown(post: PublishedPost) -> tuple[frozenset[str], frozenset[str]]:
    return frozenset(media.digest for media in post.media), frozenset(post.missing)


def live_id(uow: UnitOfWork, channel: ChannelName, post: str) -> str:
    """Return our id of a post: it tells nothing to whoever knows the platform's."""
    return salted(uow.secret(SCHOOL), f"{channel.value} {post}")[:26]
