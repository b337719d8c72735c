"""`gatekeeper ledger`: show it, verify it, write its head down elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.bootstrap import signature_holds
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.files import read_text, write
from gatekeeper.cli.options import Desk, Json, desk, emit
from gatekeeper.desk.ledger.ledger_export import exported, read_export
from gatekeeper.desk.ledger.verify_ledger import Verification, verify
from gatekeeper.domain.ledger import Entry

ledger = typer.Typer(
    help="What happened, chained so that it cannot be changed unseen.", no_args_is_help=True
)


def _entries(home: Desk) -> tuple[Entry, ...]:
    with home.app.records.begin() as uow:
        return uow.ledger.entries()


@ledger.command("show")
def show(
    ctx: typer.Context,
    last: Annotated[int, typer.Option(help="How many of the newest entries.")] = 20,
    as_json: Json = False,
) -> None:
    """Show the newest entries: ids and digests, never names."""
    with desk(ctx, as_json) as home:
        entries = _entries(home)[-last:]
        home.out({"entries": entries}, lambda console: _show(console, entries))


def _show(console: Console, entries: tuple[Entry, ...]) -> None:
    for entry in entries:
        line = f"{entry.number:>5}  {entry.at:%Y-%m-%d %H:%M:%S}  {entry.what}  {entry.subject}"
        console.print(Text(f"{line}  by {entry.actor}"))


@ledger.command("head")
def head(ctx: typer.Context, as_json: Json = False) -> None:
    """Print the value to write into the governors' minutes."""
    with desk(ctx, as_json) as home:
        entries = _entries(home)
        value = entries[-1].hash if entries else ""
        home.done(f"{len(entries)} entries, head {value}", number=len(entries), head=value)


@ledger.command("export")
def export(
    ctx: typer.Context,
    to: Annotated[Path, typer.Argument(help="The file to write.")],
    as_json: Json = False,
) -> None:
    """Write the ledger to a file that can be verified elsewhere, without this machine."""
    with desk(ctx, as_json) as home:
        entries = _entries(home)
        write(to, "".join(f"{line}\n" for line in exported(entries)).encode())
        home.done(f"{len(entries)} entries written to {to}.", entries=len(entries))


@ledger.command("verify")
def verify_ledger(
    ctx: typer.Context,
    file: Annotated[Path | None, typer.Argument(help="An export; without one, this home.")] = None,
    trust: Annotated[str, typer.Option(help="The fingerprint from the governors' minutes.")] = "",
    head: Annotated[str, typer.Option(help="A head value that was written down.")] = "",
    as_json: Json = False,
) -> int:
    """Verify the chain and every signature. Says whether anything from outside was used."""
    if file is not None:
        entries = read_export(read_text(file).splitlines())
    else:
        with desk(ctx, as_json) as home:
            entries = _entries(home)
    found = verify(entries, signature_holds, trusted_fingerprint=trust or None, head=head or None)
    emit(as_json, {"ok": found.valid, "verification": found}, lambda c: _verified(c, found))
    return ExitCode.PASS if found.valid else ExitCode.BLOCKED


def _verified(console: Console, found: Verification) -> None:
    console.print(Text(" ".join(found.words), style="green" if found.valid else "bold red"))
