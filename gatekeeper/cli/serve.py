"""`gatekeeper serve`: the pages for tablet and phone."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from gatekeeper.bootstrap import App, make_mailer, open_app
from gatekeeper.cli.options import Json, emit
from gatekeeper.cli.reconcile import own_door
from gatekeeper.domain.people import SCHOOL
from gatekeeper.settings import Settings, mail_server, most_upload

Port = Annotated[int, typer.Option(help="The port.", min=1, max=65535)]


def serve_pages(
    ctx: typer.Context,
    host: Annotated[str, typer.Option(help="Which address to listen on.")] = "127.0.0.1",
    port: Port = 8443,
    origin: Annotated[
        str, typer.Option(help="Where browsers reach it; else as `init` was told.")
    ] = "",
    certificate: Annotated[Path | None, typer.Option(help="TLS certificate, PEM.")] = None,
    key: Annotated[Path | None, typer.Option(help="The certificate's key, PEM.")] = None,
    behind_proxy: Annotated[bool, typer.Option(help="A proxy on this machine speaks TLS.")] = False,
    in_the_clear: Annotated[
        bool,
        typer.Option("--test-in-the-clear", help="A test without TLS, and with nobody real in it."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Serve the pages for tablet and phone until you press Ctrl-C."""
    from gatekeeper.web.serve import Serving, serve  # noqa: PLC0415 - no other command needs it

    settings: Settings = ctx.obj
    mailer = make_mailer(mail_server())
    with open_app(settings.home, settings.models, database=settings.database) as app:
        reached = origin or _origin(app)
        words = f"The pages are at {reached}. Ctrl-C stops it."
        emit(as_json, {"ok": True, "origin": reached}, lambda c: c.print(Text(words)))
        serving = Serving(
            host, port, reached, certificate, key, behind_proxy, in_the_clear, most_upload()
        )
        serve(app, serving, mailer, own_door(settings))


def _origin(app: App) -> str:
    with app.records.begin() as uow:
        setup = uow.setup.get(SCHOOL)
    return setup.origin if setup else "http://localhost"
