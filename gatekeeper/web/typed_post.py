"""A post as somebody typed it on its page: what was not touched stays exactly as it is."""

from __future__ import annotations

from dataclasses import replace

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
        words=_kept(plain(visit.text("words")), post.words),
        alt_texts=before if texts == tuple(text.strip() for text in before) else texts,
        comments_off=visit.ticked("comments_off"),
        about=_about(visit, post) if visit.ticked("about") else None,
    )


def typed_about(visit: Visit) -> About:
    """Return what the form says a post is about."""
    return About(
        channels=chosen_channels(visit),
        groups=frozenset(visit.texts("groups")),
        trip=visit.text("trip") or None,
        objective=visit.text("objective"),
        intended_outcome=visit.text("intended_outcome"),
        elsewhere=visit.text("elsewhere"),
    )


def _about(visit: Visit, post: Post) -> About:
    typed = typed_about(visit)
    return replace(
        typed,
        channels=_channels(typed, post),
        objective=_kept(typed.objective, post.objective),
        intended_outcome=_kept(typed.intended_outcome, post.intended_outcome),
        elsewhere=_kept(typed.elsewhere, post.elsewhere),
    )


def _channels(typed: About, post: Post) -> tuple[ChannelName, ...]:
    """Return what is ticked; a draft may have them in an order of its own."""
    same = set(typed.channels) == set(post.channels)
    return post.channels if same else typed.channels


def _kept(typed: str, before: str) -> str:
    return before if typed == plain(before) else typed


def plain(text: str) -> str:
    """Return a text without what a browser does to it: its line ends, the spaces around it."""
    return text.replace("\r\n", "\n").strip()
