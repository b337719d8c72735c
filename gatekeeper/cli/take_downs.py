"""`gatekeeper take-down`: posts that are to come down, until each was seen gone."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.files import read_bytes
from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.desk.school import LONDON
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import take_downs
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone
from gatekeeper.domain.take_down import TakeDown

take_down_app = typer.Typer(help="Posts that are to come down.", no_args_is_help=True)

Which = Annotated[str, typer.Argument(help="The take-down's id, as `list` shows it.")]


@take_down_app.command("list")
def list_take_downs(ctx: typer.Context, who: As = "", as_json: Json = False) -> None:
    """List every take-down, whoever ordered it: the worst first, of the same the oldest."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            found = take_downs(uow, actor)
            late = frozenset(item.id for item in found if item.late(uow.now))
        told = {"take_downs": found, "late": sorted(late)}
        home.out(told, lambda console: lines(console, (_line(t, t.id in late) for t in found)))


@take_down_app.command("ask")
def ask(
    ctx: typer.Context,
    post: Annotated[str, typer.Argument(help="The post's id, as `child posts` shows it.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Have a post taken down."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = ask_take_down(uow, actor, Ask(post))
        due = "It was said to be down: due now." if item.again else "It is due within a day."
        home.done(f"Asked for: {item.id}. {due}", take_down=item.id, again=item.again)


@take_down_app.command("done")
def done(ctx: typer.Context, take_down: Which, who: As = "", as_json: Json = False) -> None:
    """Say that a post was taken down; it still has to be seen gone."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = mark_taken_down(uow, actor, take_down)
        home.done("Noted. Somebody still has to see that it is gone.", take_down=item.id)


@take_down_app.command("gone")
def gone(
    ctx: typer.Context,
    take_down: Which,
    proof: Annotated[str, typer.Option(help="How it was seen: a note, or a link.")],
    screenshot: Annotated[
        Path | None, typer.Option(help="A picture of the screen; only its SHA-256 is kept.")
    ] = None,
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say that somebody looked where the post was, and that it is gone."""
    digest = hashlib.sha256(read_bytes(screenshot)).hexdigest() if screenshot else ""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = seen_gone(uow, actor, SawGone(take_down, proof, digest))
        home.done("Noted: it is gone.", take_down=item.id, screenshot=digest)


def _line(item: TakeDown, late: bool) -> str:
    where = f"{item.channel.brand} {item.link or item.of}"
    if item.gone is not None:
        return f"GONE  {where}, seen {item.gone.at.astimezone(LONDON):%d/%m/%Y} ({item.id})"
    if item.done_at is not None:
        return f"DOWN, NOT YET SEEN GONE  {where} ({item.id})"
    due = f"due {item.due.astimezone(LONDON):%d/%m/%Y %H:%M}"
    state = "STILL UP, SAID TO BE DOWN" if item.again else "LATE" if late else "TO DO"
    return f"{state}  {where}, {due}: {item.why.value} ({item.id})"
