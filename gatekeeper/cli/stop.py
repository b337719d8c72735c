"""`gatekeeper stop` and `start`: the red button at the keyboard."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.publishing.stop_queue import AGAIN, start_queue, stop_queue
from gatekeeper.domain.queue_stop import WhyStarted, WhyStopped


def stop(
    ctx: typer.Context,
    why: Annotated[WhyStopped, typer.Option(help="Why.")] = WhyStopped.LOOK,
    words: Annotated[str, typer.Option(help="In a few words, if you like.")] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Stop everything: nothing is signed, released or fetched until it is started again."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = stop_queue(uow, actor, why, words)
        home.done(f"EVERYTHING IS STOPPED. {AGAIN}", stop=item.id)


def start(
    ctx: typer.Context,
    why: Annotated[WhyStarted, typer.Option(help="Why it may go on.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Let everything go on (headteacher, or who stands in)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            ended = start_queue(uow, home.app.school, actor, why)
        home.done("It goes on.", ended=[item.id for item in ended])
