"""`gatekeeper explain`: why a post was judged as it was, and how it would be judged today."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli import findings
from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.book.preview_rules import Differs, Explained, explain
from gatekeeper.domain.people import Duty


def explain_decision(
    ctx: typer.Context,
    decision: Annotated[
        str, typer.Argument(help="The decision's id, as `gatekeeper check --json` shows it.")
    ],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Judge an old decision's evidence again, by that day's rules and by today's."""
    with desk(ctx, as_json) as home, home.deed(who) as (uow, actor):
        actor.require(uow, Duty.READ_POSTS)
        told = explain(uow, home.app.school.book, decision)
        facts: dict[str, object] = {
            "decision": findings.told(told.decision),
            "at": told.decision.at,
            "rules_of_that_day_kept": told.then is not None,
            "again": told.again,
            "since": told.since,
        }
        home.out(facts, lambda console: _show(console, told))


def _show(console: Console, told: Explained) -> None:
    at = told.decision.at
    console.print(Text(f"{told.slug}, judged on {at:%d/%m/%Y at %H:%M} UTC:"))
    findings.show(console, told.decision)
    if told.then is None:
        console.print("The rule book of that day is not kept, or does not fit this version.")
    else:
        _tell(console, "Judged again by the rules of that day", told.again)
    _tell(console, "Judged by the rules of today", told.since)


def _tell(console: Console, what: str, differs: Differs | None) -> None:
    if differs is None:
        console.print(f"{what}: the same.")
        return
    said = Text(f"{what}: {differs.before.name.lower()} → {differs.after.name.lower()}")
    said.append("".join(f"\n  + {line}" for line in differs.new), style="yellow")
    said.append("".join(f"\n  - {line}" for line in differs.gone), style="green")
    console.print(said)
