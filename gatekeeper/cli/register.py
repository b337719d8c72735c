"""`gatekeeper register`: the difference first, then exactly that."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from gatekeeper.cli.files import read_bytes
from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.desk.checking.assemble import register_state
from gatekeeper.desk.register.confirm_register import confirm_register
from gatekeeper.desk.register.import_register import apply, difference
from gatekeeper.desk.register.register_difference import Difference, Move
from gatekeeper.desk.register.register_file import parse
from gatekeeper.desk.register.renumber_pupil import Renumbering, renumber_pupil
from gatekeeper.domain.register import ConsentState

register = typer.Typer(help="Pupils, consents and adults' own entries.", no_args_is_help=True)

LISTED = 20
"""How many lines of each kind of change a person is shown; the counts are always whole."""


@register.command("import")
def import_file(
    ctx: typer.Context,
    file: Annotated[Path, typer.Argument(help="The pupils' or the adults' CSV file.")],
    who: As = "",
    apply_id: Annotated[
        str, typer.Option("--apply", help="Make it so: the id of the difference shown before.")
    ] = "",
    drop: Annotated[
        bool,
        typer.Option("--drop-more-than-a-tenth", help="Yes, so many children really left."),
    ] = False,
    another_child: Annotated[
        list[str] | None,
        typer.Option(help="MIS id of a joiner who only has the name of a child on record."),
    ] = None,
    agreed_again: Annotated[
        list[str] | None,
        typer.Option(help="MIS id of a child whose family takes its withdrawal back."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show what a file would change; with --apply, make exactly that so."""
    parsed = parse(read_bytes(file))
    others, give_back = another_child or (), agreed_again or ()
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            if apply_id:
                shown = apply(
                    uow,
                    actor,
                    parsed,
                    apply_id,
                    drop_more_than_a_tenth=drop,
                    others=others,
                    give_back=give_back,
                ).difference
            else:
                shown = difference(uow, actor, parsed, others=others, give_back=give_back)
        told: dict[str, object] = {
            "ok": True,
            "id": shown.id,
            "applied": bool(apply_id),
            "counts": shown.counts,
            "changes": changes(shown),
            "notes": shown.notes,
        }
        after = ["Done."] if apply_id else [f"To make it so, add: --apply {shown.id}"]
        home.out(told, lambda console: lines(console, [*_said(shown), *after]))


def changes(shown: Difference) -> dict[str, list[str]]:
    """Return the names behind each kind of change."""
    return {
        "joiners": [c.after.called for c in shown.moving(Move.JOINS)],
        "leavers": [c.after.called for c in shown.moving(Move.LEAVES)],
        "given": _answered(shown, ConsentState.GIVEN),
        "refused": _answered(shown, ConsentState.REFUSED),
        "withdrawn": _answered(shown, ConsentState.WITHDRAWN),
        "lapsed": _answered(shown, ConsentState.EXPIRED, ConsentState.NOT_ANSWERED),
        "adults": [change.after.full_name for change in shown.adults],
    }


def _answered(shown: Difference, *states: ConsentState) -> list[str]:
    return [
        f"{change.after.called}: {answer.consent.channel.value}, {answer.consent.use.value}"
        for change, answer in shown.answered(*states)
    ]


def _said(shown: Difference) -> list[str]:
    said = [f"{count:>5}  {kind}" for kind, count in shown.counts.items() if count]
    for kind, names in changes(shown).items():
        said += [f"  {kind}: {name}" for name in names[:LISTED]]
        if len(names) > LISTED:
            said.append(f"  {kind}: and {len(names) - LISTED} more")
    said += [f"  note: {note}" for note in shown.notes]
    return said or ["Nothing would change."]


@register.command("renumber")
def renumber(
    ctx: typer.Context,
    old: Annotated[str, typer.Argument(help="The child's MIS id until now.")],
    new: Annotated[str, typer.Argument(help="The MIS id from now on.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Give a child another MIS id; everything on record of the child stays."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            child = renumber_pupil(uow, actor, Renumbering(old, new))
        home.done(f"{child.called} has the number {child.mis_id} now.", pupil=child.id)


@register.command("confirm")
def confirm(ctx: typer.Context, who: As = "", as_json: Json = False) -> None:
    """Say that nothing has changed since the last import."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            confirm_register(uow, actor)
        home.done("Noted: the register is as it should be today.")


@register.command("status")
def status(ctx: typer.Context, as_json: Json = False) -> None:
    """Say how many are on the roll and how old the register is, in school days."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        found = register_state(uow, home.app.school, uow.pupils.all())
        age = "unknown" if found.school_days_old is None else f"{found.school_days_old}"
        home.done(
            f"{found.pupils} on the roll; last import or confirmation {age} school day(s) ago.",
            pupils=found.pupils,
            school_days_old=found.school_days_old,
        )
