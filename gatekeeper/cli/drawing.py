"""`gatekeeper crop` and `add-face`: what a person draws on a picture."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, Post, desk
from gatekeeper.desk.answer import Unseen, add_somebody, crop
from gatekeeper.domain.face import Seen
from gatekeeper.domain.picture import Box
from gatekeeper.errors import UsageError


def crop_picture(
    ctx: typer.Context,
    post: Post,
    picture: Annotated[int, typer.Argument(help="The picture's number.")],
    box: Annotated[str, typer.Argument(help="LEFT,TOP,WIDTH,HEIGHT in pixels, or `whole`.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Cut a picture, or undo the cut with `whole`."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        with home.app.records.begin() as uow:
            crop(uow, actor, post, picture, None if box == "whole" else parse_box(box))
        home.done(f"Picture {picture} is cut. Check the post again.")


def add_face(
    ctx: typer.Context,
    post: Post,
    picture: Annotated[int, typer.Argument(help="The picture's number.")],
    box: Annotated[str, typer.Argument(help="LEFT,TOP,WIDTH,HEIGHT of the head, in pixels.")],
    who: As = "",
    behind: Annotated[bool, typer.Option(help="Somebody from behind.")] = False,
    as_json: Json = False,
) -> None:
    """Add somebody whom nobody found; then say who it is."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        seen = Seen.FROM_BEHIND if behind else Seen.ADDED
        with home.app.records.begin() as uow:
            sighting = add_somebody(uow, actor, post, Unseen(picture, parse_box(box), seen))
        where = f"{picture}.{sighting.number}"
        home.done(f"Added as {where}.", face=where)


def parse_box(text: str) -> Box:
    """Read LEFT,TOP,WIDTH,HEIGHT.

    Raises:
        UsageError: it is not four whole numbers.
    """
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != len(("left", "top", "width", "height")) or not all(
        part.isdecimal() for part in parts
    ):
        message = f"{text!r} is not LEFT,TOP,WIDTH,HEIGHT."
        raise UsageError(message, "Four whole numbers of pixels, for example 120,80,400,500.")
    left, top, width, height = map(int, parts)
    return Box(left, top, width, height)
