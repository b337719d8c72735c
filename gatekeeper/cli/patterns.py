"""`gatekeeper pattern`: notices of fixed words, which the headteacher signs once a year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.desk.book.sign_patterns import patterns_in_force, sign_patterns
from gatekeeper.desk.checking.check_post import check_post
from gatekeeper.desk.publishing.fill_pattern import (
    FillPattern,
    fill_pattern,
    offered,
    ready_notice,
)
from gatekeeper.desk.publishing.two_people import REMEDY, SECOND, alone
from gatekeeper.domain.pattern import Offered, Pattern, PatternsSigned
from gatekeeper.errors import NotYet, UsageError

patterns = typer.Typer(help="Notices of fixed words, with blanks.", no_args_is_help=True)


@patterns.command("list")
def list_patterns(ctx: typer.Context, as_json: Json = False) -> None:
    """List the patterns with what their blanks may hold today, and whether they are signed."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        school, may = home.app.school, offered(uow)
        try:
            signed, why_not = patterns_in_force(uow, home.app.keyring, school), ""
        except NotYet as error:
            signed, why_not = None, str(error)
        told: dict[str, object] = {
            "digest": school.patterns.digest,
            "signed_until": signed.last_day if signed else None,
            "patterns": [
                {"name": p.name, "words": p.words, "blanks": _blanks(p, may)}
                for p in school.patterns.every
            ],
        }
        every = school.patterns.every
        home.out(told, lambda console: lines(console, _said(every, may, signed, why_not)))


def _blanks(pattern: Pattern, may: Offered) -> Mapping[str, tuple[str, ...]]:
    return {blank: may.choices(pattern, blank) for blank in pattern.asks}


def _said(
    every: tuple[Pattern, ...], may: Offered, signed: PatternsSigned | None, why_not: str
) -> Iterator[str]:
    yield f"Signed until {signed.last_day}." if signed else f"NOT SIGNED: {why_not}"
    for pattern in every:
        yield f"{pattern.name}: {pattern.words}"
        for blank, choices in _blanks(pattern, may).items():
            yield f"  {blank}: {' | '.join(choices)}"
        if not_signed := may.unsigned(pattern):
            yield (
                f"  Not offered: {', '.join(not_signed)}. Add them under [classes] in "
                f"rules/notices/{pattern.name}.toml; then the headteacher signs."
            )


@patterns.command("sign")
def sign(
    ctx: typer.Context,
    digest: Annotated[
        str, typer.Argument(help="What you have read: the digest that `pattern list` shows.")
    ],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Sign all patterns, word for word, for a year (headteacher)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            signed = sign_patterns(uow, home.app.school, actor, digest)
        words = f"Signed until {signed.last_day}: {digest}"
        home.done(words, digest=digest, signed_until=signed.last_day)


@patterns.command("fill")
def fill(
    ctx: typer.Context,
    pattern: Annotated[str, typer.Argument(help="The pattern's name.")],
    blank: Annotated[
        list[str] | None, typer.Option(help="BLANK=VALUE, once for each; classes may be several.")
    ] = None,
    who: As = "",
    as_json: Json = False,
) -> None:
    """Make a notice of a signed pattern, have it checked, and ready for the tablet."""
    with desk(ctx, as_json) as home:
        app, actor = home.app, home.actor(who)
        command = FillPattern(pattern, _chosen(blank or []))
        version = fill_pattern(app.records, app.approval, actor, command)
        check_post(app.records, app.school, app.examiners, actor, version.id)
        with app.records.begin() as uow:
            sign_off = ready_notice(uow, app.approval, actor, version.id)
            second = alone(uow, version, sign_off.statement.approver)
        words = f"Ready for the tablet: {version.post.words}"
        home.done(f"{words}\n{SECOND} {REMEDY}" if second else words, post=version.slug)


def _chosen(blanks: list[str]) -> Mapping[str, tuple[str, ...]]:
    chosen: dict[str, tuple[str, ...]] = {}
    for item in blanks:
        name, is_so, value = item.partition("=")
        if not is_so:
            message = f"{item!r} is not BLANK=VALUE."
            raise UsageError(message, 'For example: --blank "reason=heavy snow".')
        chosen[name.strip()] = (*chosen.get(name.strip(), ()), value.strip())
    return chosen
