"""`gatekeeper demo --serve`: the made-up school in a browser, with a person for each role."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gatekeeper.batch.small_pictures import keep_small_pictures
from gatekeeper.bootstrap import open_archive
from gatekeeper.cli.demo_school import PASSPHRASE, Oakfield
from gatekeeper.cli.edge import ExitCode
from gatekeeper.desk.audit.take_in import take_in
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.published_post import PublishedPost


def serve_oakfield(oakfield: Oakfield, port: int) -> ExitCode:
    """Say how to get in, then serve until somebody stops it."""
    from gatekeeper.web.serve import Serving, serve  # noqa: PLC0415 - only this way needs it

    console, origin = Console(highlight=False), f"http://localhost:{port}"
    console.print(Text(f"Oakfield Primary is open at {origin}. Nothing is sent anywhere."))
    console.print(Text(f"Everybody's passphrase: {PASSPHRASE}"))
    people = Table("sign in as", "roles", box=None)
    for actor in oakfield.actors.values():
        roles = ", ".join(sorted(role.value.replace("_", " ") for role in actor.person.roles))
        people.add_row(actor.person.name, roles)
    console.print(people)
    console.print(Text("Ctrl-C stops it; the made-up school is then removed."))
    _published_before(oakfield)
    serve(oakfield.app, Serving("127.0.0.1", port, origin))
    return ExitCode.PASS


def _published_before(oakfield: Oakfield) -> None:
    """Take in what the made-up school published this term, so that it can be looked through."""
    app = oakfield.app
    archive = open_archive(oakfield.folder / "archive" / "oakfield", ChannelName.INSTAGRAM)
    posts = [entry for entry in archive.entries() if isinstance(entry, PublishedPost)]
    with app.records.begin() as uow:
        lives = [take_in(uow, post).id for post in posts]
    keep_small_pictures(app.records, app.examiners, archive, lives)
