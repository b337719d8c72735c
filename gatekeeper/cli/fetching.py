"""`gatekeeper audit fetch`: let instaloader download what an account shows to everybody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.options import Json, emit
from gatekeeper.errors import UsageError

PAUSE = 6.0
"""Seconds. With instaloader's own pauses 500 posts take about an hour."""


def fetch_posts(
    account: Annotated[str, typer.Argument(help="The account’s name, without @.")],
    into: Annotated[Path, typer.Option(help="The folder for the posts; made if it is not there.")],
    pause: Annotated[
        float, typer.Option(min=0, help="Seconds to wait before each question.")
    ] = PAUSE,
    as_json: Json = False,
) -> None:
    """Download an account's posts without log-in, slowly; at the first refusal it stops.

    Run the same line again to go on. Safer: Instagram's own export, or the official API.
    """
    from gatekeeper.archive.fetch import fetch  # noqa: PLC0415 - loads instaloader

    try:
        into.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        message = f"{into} cannot be made: {error.strerror}."
        raise UsageError(message, "Name another folder.") from error
    console = Console(stderr=True, highlight=False)
    with console.status("Asking Instagram ..."):
        fetched = fetch(account, into, lambda number: _tell(console, number), pause)
    facts = {"ok": True, "posts": fetched.posts, "gone": fetched.gone, "folder": str(into)}
    emit(as_json, facts, lambda out: _show(out, fetched.posts, fetched.gone, into))


def _tell(console: Console, number: int) -> None:
    if console.is_terminal:
        console.print(Text(f"{number} posts"))


def _show(console: Console, posts: int, gone: int, into: Path) -> None:
    console.print(Text(f"{posts} posts gone through; {gone} of them could not be had."))
    console.print(Text(f"→ gatekeeper audit run {into}"), soft_wrap=True)
