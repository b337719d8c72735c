"""`gatekeeper rules test`: a rule book tried on cases, before anybody adopts it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.bootstrap import bundled, read_book, read_sheets
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.files import read_text
from gatekeeper.cli.options import Json, desk, emit, lines
from gatekeeper.desk.book.adopt_rules import rules_in_force
from gatekeeper.desk.book.try_rules import Difference, Trial, try_rules
from gatekeeper.domain.channel import ChannelLimits
from gatekeeper.domain.rules import RuleBook
from gatekeeper.errors import UsageError

Book = tuple[RuleBook, tuple[ChannelLimits, ...], str]
"""A rule book, what each channel takes by it, and what to call it."""


def rules_test(
    ctx: typer.Context,
    codes: Annotated[
        list[str] | None, typer.Argument(help="Rules, such as P02; all where none is named.")
    ] = None,
    rules: Annotated[
        Path | None, typer.Option(help="A folder with a rule book; else this school's own.")
    ] = None,
    cases: Annotated[
        Path | None, typer.Option(help="A folder with cases of your own, <check>.toml.")
    ] = None,
    as_json: Json = False,
) -> int:
    """Try the rule book on its examples: what each rule finds there, and what it should find."""
    files = _files(cases or bundled("fixtures") / "cases")
    with _book(ctx, rules, as_json) as (book, limits, called):
        trial = try_rules(book, limits, files, codes or ())
    told = {
        "ok": trial.passed == trial.cases,
        "book": called,
        "digest": book.digest,
        "cases": trial.cases,
        "passed": trial.passed,
        "rules": [
            {
                "code": rule.code,
                "check": rule.check,
                "title": rule.title,
                "cases": rule.cases,
                "passed": rule.passed,
                "differ": rule.differ,
            }
            for rule in trial.rules
        ],
        "without_cases": trial.without,
    }
    emit(as_json, told, lambda console: _show(console, trial, called))
    return ExitCode.PASS if told["ok"] else ExitCode.NOT_YET


def _files(folder: Path) -> dict[str, str]:
    """Return the files of cases in a folder by the name of their check."""
    if not folder.is_dir():
        raise UsageError(f"{folder} is no folder.", "Name the folder that holds the cases.")
    return {path.stem: read_text(path) for path in sorted(folder.glob("*.toml"))}


@contextmanager
def _book(ctx: typer.Context, folder: Path | None, as_json: bool) -> Iterator[Book]:
    """Yield the book of a folder, or that of the school."""
    if folder is not None:
        sheets = read_sheets(folder)
        yield read_book(folder), tuple(s.limits for s in sheets.values()), f"the book in {folder}"
        return
    with desk(ctx, as_json) as home:
        school = home.app.school
        with home.app.records.begin() as uow:
            in_force = rules_in_force(uow, school.book.digest)
        state = "in force" if in_force else "NOT IN FORCE: the headteacher has not adopted it"
        yield school.book, school.limits, f"this school's book, {state}"


def _show(console: Console, trial: Trial, called: str) -> None:
    lines(console, [f"Tried: {called}."])
    for rule in trial.rules:
        style = "yellow" if rule.differ else "green"
        said = f"{rule.code}  {rule.title}: {rule.passed} of {rule.cases} as expected"
        console.print(Text(said, style=style))
        for difference in rule.differ:
            lines(console, _differs(difference))
    if trial.without:
        lines(console, [f"No case was tried of: {', '.join(trial.without)}."])
    lines(console, [f"{trial.passed} of {trial.cases} examples came out as expected."])
    if trial.passed < trial.cases:
        lines(console, ["If the others are what you want, change what they expect; then adopt."])


def _differs(difference: Difference) -> Iterator[str]:
    yield f"    “{difference.case}”"
    yield from (f"      expected and not found: {line}" for line in difference.expected)
    yield from (f"      found and not expected: {line}" for line in difference.found)
