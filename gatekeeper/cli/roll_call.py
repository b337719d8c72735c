"""`gatekeeper roll-call`: whether rolls may be called, and the headteacher's switch."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.biometrics import Switch
from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.faces.switch_roll_call import switch_roll_call


def roll_call(
    ctx: typer.Context,
    switch: Annotated[Switch, typer.Argument(help="Off: every face is named.")],
    reason: Annotated[str, typer.Option(help="Why, in a sentence.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Switch roll calls on or off (headteacher); while off, every face is named."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            decided = switch_roll_call(uow, actor, on=switch is Switch.ON, reason=reason)
        words = "Rolls may be called." if decided.on else "Roll calls are off: name each face."
        home.done(words, on=decided.on, at=decided.at)
