"""What a fix makes of a post. A fix takes something out or says something; it never adds content.

Each function gets the post, the fix and what the person typed beside it, and returns the post as it
would be. Whatever no longer fits is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.picture import Box, Picture
from gatekeeper.domain.post import Format, Post
from gatekeeper.domain.rewriting import rewritten
from gatekeeper.errors import NotYet, UsageError

ALT_TEXT = "alt text "
AGAIN = "Check the post again, and choose among what is offered then."


def no_longer_fits() -> NotYet:
    """Return the error for a fix whose finding is not there any more."""
    return NotYet("The post has changed, and this fix no longer fits.", AGAIN)


def leave_picture_out(post: Post, fix: Fix, _: str) -> Post:
    """Take one picture out, unless nothing would be left of the post."""
    if not fix.target:
        message = "It does not say which picture."
        raise UsageError(message, "Change the picture, or its covers, in the draft.")
    left = tuple(p for p in post.pictures if p.original.digest != fix.target)
    if len(left) == len(post.pictures):
        raise no_longer_fits()
    if not left and not post.words.strip():
        raise UsageError("Nothing would be left of the post.", "Add words or another picture.")
    return replace(post, pictures=left)


def cut(post: Post, fix: Fix, value: str) -> Post:
    """Cut a picture to LEFT,TOP,WIDTH,HEIGHT, which must lie inside what is shown of it now."""
    numbers = re.fullmatch(r"\s*(\d+),(\d+),(\d+),(\d+)\s*", value)
    if numbers is None:
        message = "Say what is to stay of the picture."
        raise UsageError(message, "Give LEFT,TOP,WIDTH,HEIGHT in pixels beside the fix.")
    box = Box(*map(int, numbers.groups()))

    def smaller(picture: Picture) -> Picture:
        crop = picture.recipe.crop
        if not box.area or (crop is not None and box.part_in(crop) != box):
            raise UsageError("A fix cuts away; it never shows more than is shown now.")
        return replace(picture, recipe=replace(picture.recipe, crop=box), renditions=())

    return _picture(post, fix.target, smaller)


def cut_to(post: Post, fix: Fix, value: str) -> Post:
    """Cut a picture to the box that is offered, or to another that was typed."""
    return cut(post, fix, value or fix.value)


def cover_box(post: Post, fix: Fix, _: str) -> Post:
    """Cover the place that was found."""
    box = Box(*map(int, fix.value.split(",")))

    def covered(picture: Picture) -> Picture:
        patches = tuple(sorted({*picture.recipe.patches, box}))
        return replace(picture, recipe=replace(picture.recipe, patches=patches), renditions=())

    return _picture(post, fix.target, covered)


def write_alt_text(post: Post, fix: Fix, value: str) -> Post:
    """Describe a picture for people who cannot see it, in one's own words."""
    said = _said(value, "Say what is in the picture.")
    return _picture(post, fix.target, lambda picture: replace(picture, alt_text=said))


def add_words(post: Post, fix: Fix, value: str) -> Post:
    """Put a line below the words: whose picture it is."""
    said = value.strip() or fix.value
    return replace(post, words=f"{post.words.rstrip()}\n\n{said}".strip())


def rename_file(post: Post, fix: Fix, _: str) -> Post:
    """Give a picture's file another name, and keep its kind."""

    def renamed(picture: Picture) -> Picture:
        _, dot, kind = picture.original.filename.rpartition(".")
        name = f"{fix.value}{dot}{kind}" if dot else fix.value
        return replace(picture, original=replace(picture.original, filename=name))

    return _picture(post, fix.target, renamed)


def change_words(post: Post, fix: Fix, value: str) -> Post:
    """Put other words where the text stands: those typed, or offered; without any, take it out."""
    value = value or fix.instead or ""
    if fix.target == "words":
        return replace(post, words=_reworded(post.words, fix.value, value))
    number = fix.target.removeprefix(ALT_TEXT)
    if not number.isdecimal() or not 1 <= int(number) <= len(post.pictures):
        raise no_longer_fits()
    original = post.pictures[int(number) - 1].original.digest
    return _picture(
        post, original, lambda p: replace(p, alt_text=_reworded(p.alt_text, fix.value, value))
    )


def _picture(post: Post, original: str, change: Callable[[Picture], Picture]) -> Post:
    if not post.number(original):
        raise no_longer_fits()
    pictures = (change(p) if p.original.digest == original else p for p in post.pictures)
    return replace(post, pictures=tuple(pictures))


def _reworded(text: str, found: str, instead: str) -> str:
    changed = rewritten(text, found, instead.strip())
    if changed == text:
        raise no_longer_fits()
    return re.sub(r"(?<=\S) +(?=[ .,;:!?])", "", changed).strip()


def drop_channel(post: Post, fix: Fix, _: str) -> Post:
    """Take a channel away, unless it is the only one."""
    left = tuple(channel for channel in post.channels if channel.value != fix.target)
    if not left or left == post.channels:
        raise no_longer_fits()
    return replace(post, channels=left)


def choose_channel(post: Post, _: Fix, value: str) -> Post:
    """Choose the channels of a post that has none."""
    asked = [name.strip().casefold() for name in value.split(",") if name.strip()]
    if post.channels:
        raise no_longer_fits()
    if not asked or not set(asked) <= {channel.value for channel in ChannelName}:
        known = " or ".join(ChannelName)
        raise UsageError("Say which of the school's channels.", f"Give {known} beside the fix.")
    return replace(post, channels=tuple(map(ChannelName, dict.fromkeys(asked))))


def turn_off_comments(post: Post, _: Fix, __: str) -> Post:
    """Promise that comments will be off."""
    return replace(post, comments_off=True)


def declare_trip(post: Post, fix: Fix, _: str) -> Post:
    """Say that the post is about a trip, so that it waits for it; never in place of another."""
    if post.trip is not None:
        message = "The post names another trip already."
        raise UsageError(message, "Make two posts of it, or correct the trip in the draft.")
    return replace(post, trip=fix.target, not_about=post.not_about - {fix.target})


def not_about_trip(post: Post, fix: Fix, _: str) -> Post:
    """Say that the post shows nothing of a trip; the headteacher sees that it was said."""
    return replace(post, not_about=post.not_about | {fix.target})


def take_out_tag(post: Post, _: Fix, __: str) -> Post:
    """Take the location tag out."""
    return replace(post, location_tag="")


def make_plain_post(post: Post, _: Fix, __: str) -> Post:
    """Make it a post of still pictures and words."""
    return replace(post, format=Format.POST)


def drop_copy(post: Post, fix: Fix, _: str) -> Post:
    """Copy it to one place less."""
    return replace(post, also_on=post.also_on - {fix.target})


def say_objective(post: Post, fix: Fix, value: str) -> Post:
    """Say what the post is for, or what is to come of it."""
    said = _said(value, "Say it in a few words.")
    if fix.target == "objective":
        return replace(post, objective=said)
    return replace(post, intended_outcome=said)


def say_where_else(post: Post, _: Fix, value: str) -> Post:
    """Say where else the news stands."""
    return replace(post, elsewhere=_said(value, "Say where else it stands."))


def wait_for(post: Post, _: Fix, value: str) -> Post:
    """Let the post wait for a moment; never for an earlier one than it waits for now."""
    try:
        moment = datetime.fromisoformat(_said(value, "Say until when it is to wait."))
    except ValueError:
        moment = None
    if moment is None or moment.tzinfo is None:
        message = "That is no moment."
        raise UsageError(message, "Write it like 2026-11-18T14:05:00+00:00.")
    if post.wanted_at is not None and moment < post.wanted_at:
        raise UsageError("A fix never lets a post go out earlier than it would now.")
    return replace(post, wanted_at=moment)


def _said(value: str, ask: str) -> str:
    if not value.strip():
        raise UsageError(ask, "Write it beside the fix.")
    return value.strip()


FIXED: Mapping[FixKind, Callable[[Post, Fix, str], Post]] = {
    FixKind.OTHER_PICTURE: leave_picture_out,
    FixKind.CROP: cut,
    FixKind.CROP_BOX: cut_to,
    FixKind.COVER_BOX: cover_box,
    FixKind.WRITE_ALT_TEXT: write_alt_text,
    FixKind.ADD_WORDS: add_words,
    FixKind.RENAME_FILE: rename_file,
    FixKind.CHANGE_WORDS: change_words,
    FixKind.DROP_CHANNEL: drop_channel,
    FixKind.CHOOSE_CHANNEL: choose_channel,
    FixKind.TURN_OFF_COMMENTS: turn_off_comments,
    FixKind.DECLARE_TRIP: declare_trip,
    FixKind.NOT_ABOUT_TRIP: not_about_trip,
    FixKind.TAKE_OUT_TAG: take_out_tag,
    FixKind.MAKE_PLAIN_POST: make_plain_post,
    FixKind.DROP_COPY: drop_copy,
    FixKind.SAY_OBJECTIVE: say_objective,
    FixKind.SAY_WHERE_ELSE: say_where_else,
    FixKind.WAIT_FOR: wait_for,
}
"""Fixes that change the post itself."""
