"""The link of a post that went out: of its own channel, or nobody finds the post again by it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.publishing.break_glass import require_releaser
from gatekeeper.desk.takedown.told import put
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.release import Published
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

HOSTS: Mapping[ChannelName, tuple[str, ...]] = {
    ChannelName.INSTAGRAM: ("instagram.com", "instagr.am"),
    ChannelName.LINKEDIN: ("linkedin.com", "lnkd.in"),
}
"""Where a channel's posts stand, with whatever stands before it (`www.`): also its short links."""
COPY_IT = "Open the post in the app, copy its link and paste it."
_LINK = re.compile(r"https://([a-z0-9.-]+)/[^\s/?#]\S*", re.IGNORECASE)


def post_link(channel: ChannelName, typed: str) -> str:
    """Return the link of a post on this channel, without spaces around it.

    Raises:
        UsageError: there is none, or it is of another place, or leads to no post.
    """
    link = typed.strip()
    if not link:
        raise UsageError("Give the link of the post, so that it can be found again.", COPY_IT)
    found = _LINK.fullmatch(link)
    if found is None:
        message = "This is not the link of a post: it begins with https:// and leads to one post."
        raise UsageError(message, COPY_IT)
    if not any(f".{found[1].lower()}".endswith(f".{host}") for host in HOSTS[channel]):
        message = f"This link leads to {found[1]}, and the post is on {channel.brand}."
        raise UsageError(message, COPY_IT)
    return link


def correct_link(uow: UnitOfWork, actor: Actor, published_id: str, typed: str) -> Published:
    """Put a wrong link right; where the post has to come down, the order leads there too.

    Raises:
        NotFound: nothing of this id was published.
        NotYet: it was taken down.
        UsageError: it is no link of a post on its channel, or the one that stands there.
    """
    require_releaser(uow, actor)
    published = uow.published.get(published_id)
    if published is None:
        raise NotFound("There is no such published post.", "Open the page again.")
    if published.taken_down_at is not None:
        raise NotYet("This post was taken down.", "There is nothing to find by a link any more.")
    link = post_link(published.channel, typed)
    if link == published.link:
        raise UsageError("This is the link that stands there.", COPY_IT)
    changed = replace(published, link=link)
    uow.published.put(changed, seen=uow.published.version(published.id))
    orders = [o for o in uow.take_downs.all() if o.of == published.id and o.done_at is None]
    for item in orders:
        put(uow, replace(item, link=link))
    uow.ledger.append(
        "post.link_corrected",
        actor=actor.id,
        subject=published.post,
        details={"published": published.id, "channel": published.channel.value},
    )
    return changed
