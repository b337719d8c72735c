"""`gatekeeper fix`: carries out what a finding offers, and checks again."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli import findings
from gatekeeper.cli.edge import VERDICTS
from gatekeeper.cli.options import As, Desk, Json, Post, desk
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.faces.fix_post import fix_post
from gatekeeper.domain.decision import Decision


def fix(
    ctx: typer.Context,
    post: Post,
    asked: Annotated[
        str, typer.Option("--apply", help="The fix as `gatekeeper check` shows it, such as 3-dfkm.")
    ],
    value: Annotated[str, typer.Option(help="The words, time, box or channel it needs.")] = "",
    who: As = "",
    as_json: Json = False,
) -> int:
    """Carry out one fix of the newest check, then check again."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            version = fix_post(uow, actor, post, asked, value)
        app = home.app
        decision = check_post(app.records, app.school, app.examiners, actor, version.id)
        _print(home, version.slug, decision)
        return VERDICTS[decision.verdict]


def _print(home: Desk, slug: str, decision: Decision) -> None:
    def show(console: Console) -> None:
        findings.show(console, decision, slug)
        kept = (
            f"  It is kept with the post, not in post.toml: go on with `gatekeeper check {slug}`."
        )
        console.print(Text(kept, style="dim"))

    home.out(findings.told(decision), show)
