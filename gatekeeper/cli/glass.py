"""`gatekeeper break-glass`: a leader takes the absent releaser's place."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.publishing.break_glass import break_glass


def break_the_glass(
    ctx: typer.Context,
    reason: Annotated[str, typer.Option(help="Why it cannot wait, in a few words.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Publish or take down in the absent releaser's place for two hours; all leaders are told."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            glass = break_glass(uow, actor, reason)
        words = "Two hours. It replaces no sign-off, and every leader is told."
        home.done(words, glass=glass.id, until=glass.until)
