"""`gatekeeper hold`: a DSL's order about a child. Nobody else sees more than "may not be shown"."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.options import As, Json, ask_secret, desk
from gatekeeper.cli.words import day
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.desk.register.holds import HoldOrder, HoldSeen, lift_hold, list_holds, place_hold

hold = typer.Typer(help="Holds (DSL only).", no_args_is_help=True)


@hold.command("place")
def place(
    ctx: typer.Context,
    pupil: Annotated[str, typer.Argument(help="Name or MIS id.")],
    who: As = "",
    reason: Annotated[
        str, typer.Option(help="Sealed to the DSLs; asked for without showing if left out.")
    ] = "",
    review_on: Annotated[str, typer.Option(help="When to think again, YYYY-MM-DD.")] = "",
    as_json: Json = False,
) -> None:
    """Hold a child back from every post until a DSL lifts it."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        why = reason or ask_secret("Reason")
        with home.app.records.begin() as uow:
            child = find_pupil(pupil, uow.pupils.all(), frozenset())
            order = HoldOrder(child.id, why, day(review_on) if review_on else None)
            bar = place_hold(uow, actor, home.app.keyring, order)
        home.done(f"Held: {child.called}. Everything that waits is judged anew.", hold=bar.id)


@hold.command("lift")
def lift(
    ctx: typer.Context,
    hold_id: Annotated[str, typer.Argument(metavar="HOLD", help="The hold's id.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Lift a hold. What the family and the child said counts again."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            lift_hold(uow, actor, hold_id)
        home.done("Lifted.")


@hold.command("list")
def list_standing(ctx: typer.Context, who: As = "", as_json: Json = False) -> None:
    """List the standing holds, with the reasons that open with your key."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            seen = list_holds(uow, actor)
            called = {pupil.id: pupil.called for pupil in uow.pupils.all()}
        home.out({"holds": seen}, lambda console: _show(console, seen, called))


def _show(console: Console, seen: tuple[HoldSeen, ...], called: dict[str, str]) -> None:
    for item in seen:
        due = "  REVIEW DUE" if item.review_due else ""
        why = item.reason if item.reason is not None else "(not sealed to your key)"
        console.print(Text(f"{item.id}  {called.get(item.pupil, item.pupil)}: {why}{due}"))
