"""`gatekeeper submit`, `sign-off`, `accept-proposal`: the headteacher's yes or no."""

from __future__ import annotations

import sys
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli import findings
from gatekeeper.cli.options import As, Desk, Json, Post, desk
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.publishing.return_post import SendBack, accept_proposal, return_post
from gatekeeper.desk.publishing.sign_off import Shown, approve, open_request
from gatekeeper.desk.publishing.submit import submit
from gatekeeper.domain.sign_off import Accepted
from gatekeeper.domain.verdict import Verdict
from gatekeeper.errors import UsageError


def submit_post(ctx: typer.Context, post: Post, who: As = "", as_json: Json = False) -> None:
    """Send a draft for sign-off."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = submit(uow, home.app.school, home.app.examiners, actor, post)
        home.done("Sent to the headteacher.", version=item.version)


def sign_off(
    ctx: typer.Context,
    post: Post,
    who: As = "",
    return_because: Annotated[
        str, typer.Option("--return", help="Send it back, with this reason.")
    ] = "",
    propose: Annotated[str, typer.Option(help="Propose these words instead (with --return).")] = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(help="FINDING=REASON: go on although it could not be checked."),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="You have looked; sign it.")] = False,
    as_json: Json = False,
) -> None:
    """Show a waiting post, then sign exactly what was shown, or send it back with a reason."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        if return_because:
            _return(home, actor, post, return_because, propose)
            return
        with home.app.records.begin() as uow:
            shown = open_request(uow, home.app.school, home.app.examiners, actor, post)
        if not as_json:
            show(Console(highlight=False), shown)
        if not yes:
            _confirm()
        accepted = tuple(_accepted(item) for item in accept or [])
        with home.app.records.begin() as uow:
            done = approve(uow, home.app.approval, actor, shown.request.id, accepted)
        home.done("Signed off: exactly this, and nothing else.", sign_off=done.id)


def show(console: Console, shown: Shown) -> None:
    """Print what is put in front of the approver."""
    post = shown.version.post
    console.print(Text(post.words.strip(), style="bold"))
    where = ", ".join(channel.value for channel in post.channels)
    console.print(
        Text(f"for {where} · {len(post.pictures)} picture(s) · version {shown.version.number}")
    )
    findings.show(console, shown.decision)
    unchecked = [f for f in shown.decision.findings if f.verdict is Verdict.UNCHECKED]
    for finding in unchecked:
        console.print(Text(f"  not checked: --accept '{finding.key}=REASON'", style="magenta"))


def accept_words(ctx: typer.Context, post: Post, who: As = "", as_json: Json = False) -> None:
    """Take over the words that the headteacher proposed; the post then goes back to her."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            version = accept_proposal(uow, actor, post)
        home.done("Taken over. Check it and submit it again.", version=version.number)


def _return(home: Desk, actor: Actor, post: str, reason: str, propose: str) -> None:
    with home.app.records.begin() as uow:
        return_post(uow, home.app.school, actor, SendBack(post, reason, propose or None))
    home.done("Sent back with the reason.", returned=True)


def _accepted(item: str) -> Accepted:
    finding, _, reason = item.rpartition("=")
    if not finding or not reason.strip():
        message = f"{item!r} is not FINDING=REASON."
        raise UsageError(message, "Copy the finding's key from the page and type a reason.")
    return Accepted(finding, reason.strip())


def _confirm() -> None:
    if not sys.stdin.isatty():
        message = "Nobody is here to say yes."
        raise UsageError(message, "Look at the post, then add --yes.")
    typer.confirm("Sign exactly this?", abort=True)
