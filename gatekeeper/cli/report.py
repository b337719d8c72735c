"""`gatekeeper report`: what is told without a name."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.batch.report.governors import TwoPages, two_pages
from gatekeeper.cli.files import write
from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.reports.term_report import spans, term_before, term_report
from gatekeeper.domain.calendar import Span
from gatekeeper.errors import UsageError

report = typer.Typer(help="Reports without a name.", no_args_is_help=True)


@report.command("governors")
def governors(
    ctx: typer.Context,
    to: Annotated[Path, typer.Option("--out", help="The HTML file to write.")],
    term: Annotated[
        str, typer.Option(help="The term, as the calendar names it; the newest if not given.")
    ] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Write a term on two pages for governors: no name, and no number that points to one child."""
    with desk(ctx, as_json) as home:
        school = home.app.school
        with home.deed(who) as (uow, actor):
            choices = spans(school, uow)
            span = _asked(choices, term)
            before = term_before(choices, span)
            told = TwoPages(
                next(iter(uow.setup.all())).school,
                term_report(uow, school, actor, span),
                term_report(uow, school, actor, before) if before else None,
                uow.now,
            )
        write(to, two_pages(told))
        home.done(f"Written: {to}", report=str(to), term=span.name)


def _asked(choices: tuple[Span, ...], term: str) -> Span:
    if not term:
        return choices[0]
    found = [span for span in choices if span.name.casefold() == term.casefold()]
    if not found:
        message = f"The calendar knows no term {term!r} that has begun."
        raise UsageError(message, f"It is one of: {', '.join(span.name for span in choices)}.")
    return found[0]
