"""`gatekeeper crop` and `add-face`: what a person draws on a picture."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, Post, desk
from gatekeeper.desk.faces.add_somebody import Unseen, add_somebody
from gatekeeper.desk.faces.answer import crop
from gatekeeper.domain.face import Seen
from gatekeeper.domain.picture import Box
from gatekeeper.domain.tap import Tap
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
        with home.deed(who) as (uow, actor):
            crop(uow, actor, post, picture, None if box == "whole" else parse_box(box))
        home.done(f"Picture {picture} is cut. Check the post again.")


def add_face(
    ctx: typer.Context,
    post: Post,
    picture: Annotated[int, typer.Argument(help="The picture's number.")],
    where: Annotated[
        str, typer.Argument(help="X,Y on the head, or its LEFT,TOP,WIDTH,HEIGHT; in pixels.")
    ],
    who: As = "",
    behind: Annotated[bool, typer.Option(help="Somebody from behind.")] = False,
    as_json: Json = False,
) -> None:
    """Add somebody whom nobody found, by a point on the head or a box; then say who it is."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        unseen = Unseen(picture, parse_place(where), Seen.FROM_BEHIND if behind else Seen.ADDED)
        with home.app.records.begin() as uow:
            sighting = add_somebody(uow, actor, post, unseen)
        number, box = f"{picture}.{sighting.number}", corners(sighting.face.box)
        home.done(f"Added as {number}. Now say who it is.", face=number, box=box)


def parse_place(text: str) -> Box | Tap:
    """Read X,Y or LEFT,TOP,WIDTH,HEIGHT.

    Raises:
        UsageError: it is neither.
    """
    numbers = _numbers(text)
    return Tap(*numbers) if len(numbers) == len(("x", "y")) else parse_box(text)


def parse_box(text: str) -> Box:
    """Read LEFT,TOP,WIDTH,HEIGHT.

    Raises:
        UsageError: it is not four whole numbers.
    """
    numbers = _numbers(text)
    if len(numbers) != len(("left", "top", "width", "height")):
        message = f"{text!r} is not LEFT,TOP,WIDTH,HEIGHT."
        raise UsageError(message, "Four whole numbers of pixels, for example 120,80,400,500.")
    return Box(*numbers)


def corners(box: Box) -> str:
    """Return a box as it is typed."""
    return f"{box.left},{box.top},{box.width},{box.height}"


def _numbers(text: str) -> tuple[int, ...]:
    """Return whole numbers between commas; none if any of them is something else."""
    parts = [part.strip() for part in text.split(",")]
    return tuple(map(int, parts)) if all(part.isdecimal() for part in parts) else ()
