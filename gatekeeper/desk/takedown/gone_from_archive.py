"""What an archive no longer holds was seen gone by it: only where it tells of before and after."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.desk.takedown.take_down import close_as_gone
from gatekeeper.domain.audit import AuditRun, LivePost
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PLAIN_FOLDER
from gatekeeper.domain.release import Published
from gatekeeper.domain.take_down import Gone, SeenBy, TakeDown
from gatekeeper.ports import UnitOfWork

NEAR = timedelta(hours=13)
"""What is told this near in time may be the same post by another name: a day alone tells noon."""
NEAR_A_RECEIPT = timedelta(days=2)
"""The same for a release: when it went out is known by its receipt alone, which may be late."""


@dataclass(frozen=True, slots=True)
class _Out:
    """When something went out and where, and what near to that may be the same."""

    channel: ChannelName
    at: datetime | None
    near: timedelta = NEAR

    @classmethod
    def of(cls, item: Published) -> _Out:
        """Return it of a release."""
        return cls(item.channel, item.at, NEAR_A_RECEIPT)


def sees_gone(run: AuditRun, archive: str) -> bool:
    """Whether what an audit of this kind of archive leaves out is gone, and what it holds is out.

    A trial decides nothing, and whoever fills a plain folder puts in what they like.
    """
    return run.counts and archive != PLAIN_FOLDER


def gone_from_archive(
    uow: UnitOfWork, actor: Actor, told: Collection[str], source: str
) -> tuple[TakeDown, ...]:
    """Close every take-down that was done and whose post an archive leaves out.

    `told` are the ids of the posts that it holds, and of the releases that these are. A post that
    is not among them is gone only if some on the same channel are older and some newer: what lies
    outside the archive's time says nothing. Nor is it gone if one stands near it: archives name
    posts differently. Every place has to be readable.
    """
    posts = {post.id: post for post in uow.live_posts.all()}
    here = [_of(posts[name]) for name in told if name in posts]
    out = {item.id: _Out.of(item) for item in uow.published.all()}
    out |= {name: _of(post) for name, post in posts.items()}
    gone = [
        item
        for item in newest_by_post(uow).values()
        if item.done_at is not None
        and item.gone is None
        and item.of not in told
        and item.of in out
        and _amid(out[item.of], here)
    ]
    seen = Gone(uow.now, actor.id, SeenBy.ARCHIVE, f"{len(here)} posts: {source}")
    return tuple(close_as_gone(uow, actor, item, seen) for item in gone)


def _of(post: LivePost) -> _Out:
    return _Out(post.post.channel, post.post.at)


def _amid(out: _Out, here: Iterable[_Out]) -> bool:
    at = out.at
    times = [one.at for one in here if one.at and one.channel is out.channel]
    if at is None or not times or any(abs(at - one) < out.near for one in times):
        return False
    return min(times) < at < max(times)
