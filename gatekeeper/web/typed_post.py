"""A post as somebody typed it on its page: what was not touched stays exactly as it is."""

from __future__ import annotations

from gatekeeper.desk.posts.edit_post import About, EditPost
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.post import Post, Version
from gatekeeper.web.choices import chosen_channels
from gatekeeper.web.visit import Visit


def typed_post(visit: Visit, version: Version) -> EditPost:
    """Return what the form says a post is to be; a browser's line ends and spaces are no edit."""
    post, texts = version.post, tuple(str(v).strip() for v in visit.form.getlist("alt_text"))
    before = tuple(picture.alt_text for picture in post.pictures)
    return EditPost(
        post=version.id,
        seen=visit.number("seen") or 0,
        words=_kept(_plain(visit.text("words")), post.words),
        alt_texts=before if texts == tuple(text.strip() for text in before) else texts,
        comments_off=visit.ticked("comments_off"),
        about=_about(visit, post) if visit.ticked("about") else None,
    )


def _about(visit: Visit, post: Post) -> About:
    return About(
        channels=_channels(visit, post),
        groups=frozenset(visit.texts("groups")),
        trip=visit.text("trip") or None,
        objective=_kept(visit.text("objective"), post.objective),
        intended_outcome=_kept(visit.text("intended_outcome"), post.intended_outcome),
        elsewhere=_kept(visit.text("elsewhere"), post.elsewhere),
    )


def _channels(visit: Visit, post: Post) -> tuple[ChannelName, ...]:
    """Return what is ticked; a draft may have them in an order of its own."""
    ticked = chosen_channels(visit)
    return post.channels if set(ticked) == set(post.channels) else ticked


def _kept(typed: str, before: str) -> str:
    return before if typed == _plain(before) else typed


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
