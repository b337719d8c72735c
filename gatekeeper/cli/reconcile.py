"""`gatekeeper reconcile`: compare what is live with what was released."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.bootstrap import open_archive, open_own_account
from gatekeeper.cli.audit import OWN
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.options import As, Json, desk
from gatekeeper.desk.audit.reconcile import Door, reconcile
from gatekeeper.desk.audit.told_live import WHAT_NOW
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.reconciled import Compared, Difference
from gatekeeper.settings import Settings


def own_door(settings: Settings) -> Door | None:
    """Return the door of the school's own account; None where no token is set.

    No picture is downloaded through it: on Instagram none of a live post can be exchanged.
    """
    if not settings.instagram_token:
        return None
    return Door(open_own_account(settings, pictures=False), present=True)


def compare_live(
    ctx: typer.Context,
    door: Annotated[
        Path,
        typer.Argument(
            help="An export, a folder or a ZIP of posts; or @instagram, the school's own account "
            "(GATEKEEPER_INSTAGRAM_TOKEN)."
        ),
    ] = Path(OWN),
    channel: Annotated[
        ChannelName, typer.Option(help="Where these were posted, if the archive does not say.")
    ] = ChannelName.INSTAGRAM,
    who: As = "",
    as_json: Json = False,
) -> int:
    """Compare what is live with what was released.

    Ends with 20 if something is to be seen to, 30 if not everything could be told, else 0.
    """
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            actor.require(uow, Duty.RECONCILE)
        found = reconcile(
            home.app.records,
            home.app.examiners,
            actor.id,
            _opened(home.settings, door, channel),
        )
        facts = {
            "ok": True,
            "live": found.live,
            "open": [
                {"wrong": one.wrong, "channel": one.channel, "at": one.at, "link": one.link}
                for one in found.open
            ],
            "new": found.new,
            "untold": found.untold,
        }
        home.out(facts, lambda console: _print(console, found))
    if found.open:
        return ExitCode.BLOCKED
    return ExitCode.COULD_NOT_CHECK if found.untold or not found.live else ExitCode.PASS


def _opened(settings: Settings, door: Path, channel: ChannelName) -> Door:
    if str(door) == OWN:
        return Door(open_own_account(settings, pictures=False), present=True)
    return Door(open_archive(door.resolve(), channel), channel)


def _print(console: Console, found: Compared) -> None:
    for one in found.open:
        console.print(Text(_line(one), style="bold"), soft_wrap=True)
        console.print(Text(f"→ {WHAT_NOW[one.wrong]}"))
    for what in found.untold:
        console.print(Text(f"COULD NOT CHECK  {what}"), soft_wrap=True)
    console.print(Text(f"{found.live} posts are live; {len(found.open)} are to be seen to."))


def _line(one: Difference) -> str:
    day = f" of {one.at.astimezone(LONDON):%-d %B %Y}" if one.at else ""
    link = f" {one.link}" if one.link else ""
    return f"{one.channel.brand}: a post{day}{link} {one.wrong}."
