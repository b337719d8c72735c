"""`gatekeeper rules`: what is in force, adopting it, and the page about it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from gatekeeper.bootstrap import read_book
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.files import read_text, write
from gatekeeper.cli.options import As, Json, desk, emit
from gatekeeper.desk.adopt_rules import adopt_rules, rules_in_force
from gatekeeper.domain.rules import RuleBook
from gatekeeper.policy.readme import readme

rules = typer.Typer(help="The school's rule book.", no_args_is_help=True)


@rules.command("show")
def show(ctx: typer.Context, as_json: Json = False) -> None:
    """Show the rules, and whether they are in force."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        book = home.app.school.book
        in_force = rules_in_force(uow, book.digest)
        told: dict[str, object] = {
            "digest": book.digest,
            "in_force": in_force,
            "rules": [{"code": r.code, "title": r.title, "clause": r.clause} for r in book.rules],
            "waivers": book.waivers,
        }
        home.out(told, lambda console: _show(console, book, in_force=in_force))


def _show(console: Console, book: RuleBook, *, in_force: bool) -> None:
    table = Table("rule", "clause", "what it looks for", box=None)
    for rule in book.rules:
        table.add_row(rule.code, rule.clause, rule.title)
    console.print(table)
    for waiver in book.waivers:
        console.print(
            f"waived until {waiver.last_day}: {waiver.rule} ({waiver.by}: {waiver.reason})"
        )
    console.print("In force." if in_force else "NOT IN FORCE: the headteacher has not adopted it.")


@rules.command("adopt")
def adopt(ctx: typer.Context, who: As = "", as_json: Json = False) -> None:
    """Put the rule book as it stands into force (headteacher)."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        digest = home.app.school.book.digest
        with home.app.records.begin() as uow:
            adopt_rules(uow, actor, digest)
        home.done(f"In force: {digest}", digest=digest)


@rules.command("readme")
def write_readme(
    folder: Annotated[Path, typer.Argument(help="The folder of the rule book.")] = Path("rules"),
    check: Annotated[bool, typer.Option(help="Only say whether the page is up to date.")] = False,
    as_json: Json = False,
) -> int:
    """Write the page about the rule book, README.md in its folder."""
    path = folder / "README.md"
    page = readme(read_book(folder))
    if check:
        same = path.is_file() and read_text(path) == page
        emit(as_json, {"ok": same}, lambda c: c.print("Up to date." if same else "OUT OF DATE."))
        return ExitCode.PASS if same else ExitCode.BLOCKED
    write(path, page.encode())
    emit(as_json, {"ok": True}, lambda console: console.print(f"Written: {path}"))
    return ExitCode.PASS
