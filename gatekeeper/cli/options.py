"""The options that many commands share, and the session behind them."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.bootstrap import App, open_app
from gatekeeper.cli import told
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.domain.people import Scheme
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.settings import Settings

As = Annotated[
    str,
    typer.Option(
        "--as", help="Who you are: your id or name (or GATEKEEPER_AS).", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Post = Annotated[str, typer.Argument(help="The post: its folder's name, or its id.")]


@dataclass(frozen=True, slots=True)
class Desk:
    """The opened home, and how to talk to the person at the keyboard."""

    app: App
    settings: Settings
    as_json: bool

    def actor(self, who: str) -> Actor:
        """Return the person, after the passphrase was given and fits.

        Raises:
            UsageError: nobody was named. NotAllowed: the passphrase is wrong.
        """
        named = who or self.settings.person
        if not named:
            message = "Say who you are."
            raise UsageError(message, "Add `--as NAME`, or set GATEKEEPER_AS.")
        with self.app.records.begin() as uow:
            person = active_person(uow, named)
            keys = [k for k in open_keys(uow, person.id) if k.scheme is Scheme.ED25519]
        if not keys:
            message = f"{person.name} has no key on this machine yet."
            raise NotAllowed(message, "The headteacher enrols one: `gatekeeper key enrol`.")
        return Actor(person, self.app.keyring.unlock(keys[-1], self.passphrase(person.name)))

    @contextmanager
    def deed(self, who: str) -> Iterator[tuple[UnitOfWork, Actor]]:
        """Yield the transaction of one deed, and the person whose passphrase fits.

        Raises:
            UsageError: nobody was named. NotAllowed: the passphrase is wrong.
        """
        actor = self.actor(who)
        with self.app.records.begin() as uow:
            yield uow, actor

    def passphrase(self, name: str) -> str:
        """Return the passphrase from the settings, or ask for it."""
        return self.settings.passphrase or ask_secret(f"Passphrase of {name}")

    def new_passphrase(self, name: str) -> str:
        """Return the passphrase for a key that is being made, or ask for it twice."""
        return self.settings.new_passphrase or ask_secret(f"New passphrase for {name}", twice=True)

    def out(self, facts: Mapping[str, object], show: Callable[[Console], object]) -> None:
        """Print the facts as JSON, or for a person."""
        emit(self.as_json, facts, show)

    def done(self, words: str, **facts: object) -> None:
        """Say in a line that it is done."""
        self.out({"ok": True, **facts}, lambda console: console.print(Text(words)))


def emit(as_json: bool, facts: Mapping[str, object], show: Callable[[Console], object]) -> None:
    """Print the facts as JSON, or for a person."""
    if as_json:
        typer.echo(told.as_json(facts))
    else:
        show(Console(highlight=False))


def lines(console: Console, said: Iterable[str]) -> None:
    """Print some lines as they are."""
    for line in said:
        console.print(Text(line))


def ask_secret(prompt: str, *, twice: bool = False) -> str:
    """Ask at the terminal without showing what is typed.

    Raises:
        UsageError: there is no terminal to ask at.
    """
    if not sys.stdin.isatty():
        message = f"{prompt}: there is nobody to ask."
        raise UsageError(message, "Set GATEKEEPER_PASSPHRASE (or GATEKEEPER_NEW_PASSPHRASE).")
    answer: str = typer.prompt(prompt, hide_input=True, confirmation_prompt=twice)
    return answer


@contextmanager
def desk(ctx: typer.Context, as_json: bool) -> Iterator[Desk]:
    """Open the home for one command."""
    settings: Settings = ctx.obj
    with open_app(settings.home, settings.models, database=settings.database) as app:
        yield Desk(app, settings, as_json)
