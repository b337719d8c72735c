"""`gatekeeper rules`: what is in force, one rule in full, adopting, and the page about them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from gatekeeper.bootstrap import bundled, read_book, rule_texts
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.files import read_text, write
from gatekeeper.cli.options import As, Json, desk, emit
from gatekeeper.cli.rules_test import rules_test
from gatekeeper.desk.book.adopt_rules import adopt_rules, rules_in_force
from gatekeeper.desk.book.preview_rules import Differs, preview
from gatekeeper.domain.rules import RuleBook
from gatekeeper.errors import NotFound
from gatekeeper.policy.readme import readme
from gatekeeper.policy.sheet import examples_of, sheet_of

rules = typer.Typer(help="The school's rule book.", no_args_is_help=True)

Folder = Annotated[Path, typer.Argument(help="The folder of the rule book.")]


@rules.command("list")
def list_rules(ctx: typer.Context, as_json: Json = False) -> None:
    """List the rules, and say whether they are in force."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        book = home.app.school.book
        in_force = rules_in_force(uow, book.digest)
        told: dict[str, object] = {
            "digest": book.digest,
            "in_force": in_force,
            "rules": [
                {"code": r.code, "title": r.title, "clauses": r.clauses, "owner": r.owner}
                for r in book.rules
            ],
            "waivers": book.waivers,
        }
        home.out(told, lambda console: _list(console, book, in_force=in_force))


def _list(console: Console, book: RuleBook, *, in_force: bool) -> None:
    table = Table("rule", "clause", "what it looks for", "at worst", "owner", box=None)
    for rule in book.rules:
        worst = max(rule.verdicts.values()).name.lower()
        table.add_row(rule.code, ", ".join(rule.clauses), rule.title, worst, rule.owner)
    console.print(table)
    for waiver in book.waivers:
        said = f"waived until {waiver.last_day}: {waiver.rule} ({waiver.by}: {waiver.reason})"
        console.print(Text(said))
    console.print("In force." if in_force else "NOT IN FORCE: the headteacher has not adopted it.")


@rules.command("show")
def show(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="The rule's code, such as P02.")],
    as_json: Json = False,
) -> None:
    """Show one rule in full: clause, owner, what it finds and says, its numbers, examples."""
    with desk(ctx, as_json) as home:
        book = home.app.school.book
        rule = next((r for r in book.rules if r.code == code.upper()), None)
        if rule is None:
            known = ", ".join(r.code for r in book.rules)
            raise NotFound(f"There is no rule {code!r}.", f"There are: {known}.")
        cases = bundled("fixtures") / "cases" / f"{rule.check.name}.toml"
        sheet = sheet_of(rule, book, examples_of(read_text(cases)))
        home.out(sheet.facts, lambda console: console.print(Text(sheet.words)))


@rules.command("adopt")
def adopt(ctx: typer.Context, who: As = "", as_json: Json = False) -> None:
    """Put the rule book as it stands into force (headteacher)."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        digest = home.app.school.book.digest
        texts = rule_texts(home.app.layout.rules)
        with home.app.records.begin() as uow:
            adopt_rules(uow, actor, digest, texts)
        home.done(f"In force: {digest}", digest=digest)


@rules.command("preview")
def preview_book(ctx: typer.Context, folder: Folder, as_json: Json = False) -> None:
    """Judge everything checked before by a changed book, and show what would be different."""
    changed = read_book(folder)
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        seen = preview(uow, home.app.school.book, changed)
        told = {"judged": seen.judged, "not_kept": seen.not_kept, "differ": seen.differ}
        home.out(told, lambda console: _differences(console, seen.differ, seen.judged))
        if seen.not_kept and not as_json:
            said = f"{seen.not_kept} older decisions were kept without their evidence; not judged."
            Console(highlight=False).print(Text(said))


def _differences(console: Console, differ: tuple[Differs, ...], judged: int) -> None:
    for item in differ:
        said = Text(f"{item.slug}: {item.before.name.lower()} → {item.after.name.lower()}")
        said.append("".join(f"\n  + {line}" for line in item.new), style="yellow")
        said.append("".join(f"\n  - {line}" for line in item.gone), style="green")
        console.print(said)
    console.print(f"{len(differ)} of {judged} posts would be judged differently.")


def write_readme(
    folder: Folder = Path("rules"),
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


rules.command("test")(rules_test)
rules.command("docs")(write_readme)
rules.command("readme", hidden=True)(write_readme)
