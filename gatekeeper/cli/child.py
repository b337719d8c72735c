"""`gatekeeper withdraw-consent`, `record-consent` and `child`: what a family asks for."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.faces.answers_file import find_pupil
from gatekeeper.desk.register.erase_child import Erasure, erase_child
from gatekeeper.desk.register.record_consent import Agreement, record_consent
from gatekeeper.desk.register.withdraw_consent import Withdrawal, Withdrawn, withdraw_consent
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Use

child_app = typer.Typer(help="What is kept about one child.", no_args_is_help=True)

DAY = ["%Y-%m-%d", "%d/%m/%Y"]
Pupil = Annotated[str, typer.Argument(help="Name or MIS id.")]


def withdraw(
    ctx: typer.Context,
    pupil: Pupil,
    said_by: Annotated[str, typer.Option(help="Who of the family said so.")],
    who: As = "",
    channel: Annotated[
        list[ChannelName] | None, typer.Option(help="From which channel; all without one.")
    ] = None,
    use: Annotated[list[Use] | None, typer.Option(help="From which use; all without one.")] = None,
    paper: Annotated[str, typer.Option(help="Where the letter is kept.")] = "",
    as_json: Json = False,
) -> None:
    """Withdraw a consent: voids what it touches and lists what is live and may show the child."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            child = find_pupil(pupil, uow.pupils.all(), frozenset())
            done = withdraw_consent(
                uow,
                actor,
                Withdrawal(
                    pupil=child.id,
                    said_by=said_by,
                    channels=frozenset(channel or ChannelName),
                    uses=frozenset(use or Use),
                    paper=paper,
                ),
            )
        told: dict[str, object] = {
            "ok": True,
            "voided": done.voided,
            "shows": [p for p in done.published if child.id in p.shows],
            "may_show": [p for p in done.published if child.id not in p.shows],
        }
        home.out(told, lambda console: _show(console, done, child.id))


def record(
    ctx: typer.Context,
    pupil: Pupil,
    given_by: Annotated[str, typer.Option(help="Who of the family signed.")],
    given_on: Annotated[datetime, typer.Option(formats=DAY, help="The day of the signature.")],
    paper: Annotated[str, typer.Option(help="Where the signed form is kept.")],
    channel: Annotated[list[ChannelName], typer.Option(help="For which channel.")],
    use: Annotated[list[Use], typer.Option(help="For which use.")],
    who: As = "",
    until: Annotated[
        datetime | None, typer.Option(formats=DAY, help="The last day on which it holds.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Write down a consent that a family gave on paper."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            child = find_pupil(pupil, uow.pupils.all(), frozenset())
            agreement = Agreement(
                pupil=child.id,
                channels=frozenset(channel),
                uses=frozenset(use),
                given_by=given_by,
                given_on=given_on.date(),
                paper=paper,
                until=until.date() if until else None,
            )
            voided = record_consent(uow, actor, agreement)
        home.done(f"Written down. {len(voided)} sign-off(s) are void.", voided=voided)


def _show(console: Console, done: Withdrawn, pupil: str) -> None:
    console.print(f"Withdrawn. {len(done.voided)} sign-off(s) are void.")
    for published in done.published:
        sure = "shows the child" if pupil in published.shows else "MAY show the child (roll call)"
        console.print(Text(f"  {published.channel.value}  {published.link}: {sure}"))
    if not done.published:
        console.print("No published post that went through gatekeeper shows the child.")


@child_app.command("erase")
def erase(
    ctx: typer.Context,
    pupil: Pupil,
    reason: Annotated[str, typer.Option(help="Why.")],
    who: As = "",
    acknowledge: Annotated[
        list[str] | None, typer.Option(help="A post that shows the child, seen and dealt with.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Destroy what is on record about a child, for ever (DPO or DSL)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            child = find_pupil(pupil, uow.pupils.all(), frozenset())
            erase_child(uow, actor, Erasure(child.id, reason, frozenset(acknowledge or ())))
        home.done("Erased. It cannot be undone; the ledger still verifies.", pupil=child.id)
