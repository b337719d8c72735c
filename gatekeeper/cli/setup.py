"""`gatekeeper init`, `claim`, `doctor` and `models`: a home, its first key, and what is missing."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.bootstrap import App, bundled, make_school_home, mend_home, open_app
from gatekeeper.cli.edge import ExitCode
from gatekeeper.cli.options import Json, desk, emit, lines
from gatekeeper.desk.actor import Actor
from gatekeeper.desk.book.adopt_rules import rules_in_force
from gatekeeper.desk.matching.matching_state import how_it_stands
from gatekeeper.desk.people.open_school import Claim, begin, claim
from gatekeeper.desk.ways_in.invite import invite
from gatekeeper.domain.people import SCHOOL, Role
from gatekeeper.errors import GatekeeperError
from gatekeeper.evidence.models.cache import fetch_models, missing_or_altered
from gatekeeper.evidence.models.manifest import MODELS, Model
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.database import where
from gatekeeper.records.home import Layout
from gatekeeper.settings import Settings

models = typer.Typer(help="The face models.", no_args_is_help=True)


def init(
    ctx: typer.Context,
    school: Annotated[str, typer.Option(help="The school's name.")],
    origin: Annotated[
        str, typer.Option(help="The web address of gatekeeper at this school.")
    ] = "http://localhost",
    calendar: Annotated[
        Path | None, typer.Option(help="The school's calendar.toml; the sample's without one.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Make a home for a school and print the one-time code for its headteacher."""
    settings: Settings = ctx.obj
    chosen = calendar or bundled("consent_data") / "calendar.toml"
    home = make_school_home(settings.home, chosen, database=settings.database)
    with home.records.begin() as uow:
        code = begin(uow, school, origin)
    told: dict[str, object] = {"ok": True, "home": str(settings.home), "code": code}
    emit(as_json, told, lambda console: _show_code(console, settings.home, code))


def _show_code(console: Console, home: Path, code: str) -> None:
    console.print(f"A home was made in {home}.")
    console.print(Text(f"One-time code for the headteacher: {code}", style="bold"))
    console.print("She runs: gatekeeper claim CODE --name 'Title and name'. It holds for a day.")


def claim_school(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(help="The one-time code.")],
    name: Annotated[str, typer.Option(help="The headteacher's title and name.")],
    also: Annotated[list[Role] | None, typer.Option(help="Further roles, such as dsl.")] = None,
    as_json: Json = False,
) -> None:
    """Make the headteacher's key. Prints the fingerprint for the governors' minutes."""
    with desk(ctx, as_json) as home:
        passphrase = home.new_passphrase(name)
        with home.app.records.begin() as uow:
            command = Claim(code, name, passphrase, frozenset(also or ()))
            opened = claim(uow, home.app.keyring, command)
            signer = home.app.keyring.unlock(opened.key, passphrase)
            code = invite(uow, Actor(opened.person, signer), opened.person.id)
            setup = uow.setup.get(SCHOOL)
        told: dict[str, object] = {
            "ok": True,
            "person": opened.person.id,
            "fingerprint": opened.fingerprint,
            "recovery": opened.recovery_secret,
            "invitation": code,
            "at": f"{setup.origin if setup else ''}/invited",
        }
        home.out(told, lambda console: _show_opened(console, told))


def _show_opened(console: Console, told: dict[str, object]) -> None:
    console.print(f"You are {told['person']}.")
    console.print(Text(f"For the governors' minutes: {told['fingerprint']}", style="bold"))
    console.print(Text(f"For the safe, printed this once: {told['recovery']}", style="bold"))
    console.print(f"For a passkey on your telephone: type {told['invitation']} at {told['at']}")
    console.print(
        "Next: gatekeeper rules adopt, gatekeeper people add, gatekeeper register import."
    )


@models.command("fetch")
def fetch(ctx: typer.Context, as_json: Json = False) -> None:
    """Fetch the models once; afterwards everything works without a network."""
    settings: Settings = ctx.obj
    said: list[str] = []
    new = fetch_models(settings.models, said.append)
    told: dict[str, object] = {"ok": True, "fetched": [model.name for model in new]}
    emit(as_json, told, lambda console: lines(console, said))


@models.command("list")
def list_models(as_json: Json = False) -> None:
    """List every model: file, digest, licence, origin and what it is for."""
    emit(
        as_json,
        {"models": MODELS},
        lambda console: lines(console, map(_model_lines, MODELS)),
    )


def _model_lines(model: Model) -> str:
    return (
        f"{model.name} ({model.used_for})\n  {model.file}  {model.licence}\n"
        f"  {model.sha256}\n  {model.origins[0]}\n  trained on {model.trained_on}"
    )


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that `doctor` looked at."""

    what: str
    well: bool
    say: str
    remedy: str = ""


def doctor(
    ctx: typer.Context,
    mend: Annotated[
        bool, typer.Option(help="Fetch models, bring an older home up to date, sweep it.")
    ] = False,
    as_json: Json = False,
) -> int:
    """Say what is missing and how to mend it."""
    settings: Settings = ctx.obj
    if mend:
        fetch_models(settings.models, lambda _line: None)
        mend_home(settings.home, settings.database)
    found = tuple(_look(settings))
    well = all(item.well for item in found)
    emit(as_json, {"ok": well, "found": found}, lambda console: _show_found(console, found))
    return ExitCode.PASS if well else ExitCode.COULD_NOT_CHECK


def _show_found(console: Console, found: tuple[Finding, ...]) -> None:
    for item in found:
        sign, style = ("✔", "green") if item.well else ("✖", "bold red")
        console.print(Text(f"{sign} {item.what}: {item.say}", style=style))
        if item.remedy:
            console.print(Text(f"    → {item.remedy}"))


def _look(settings: Settings) -> Iterator[Finding]:
    """Look at the machine and the home; at what is in the home only where it opens."""
    home = _looked_at("home", _look_at_home, settings)
    yield _looked_at("models", _look_at_models, settings)
    yield home
    for name, look in IN_THE_HOME.items() if home.well else ():
        yield _looked_at(name, look, settings)
    yield _looked_at("disk", _look_at_disk, settings)


def _looked_at(name: str, look: Callable[[Settings], str], settings: Settings) -> Finding:
    try:
        return Finding(name, well=True, say=look(settings))
    except GatekeeperError as error:
        return Finding(name, well=False, say=str(error), remedy=error.remedy)


@contextmanager
def _opened(settings: Settings) -> Iterator[tuple[App, UnitOfWork]]:
    with (
        open_app(settings.home, settings.models, database=settings.database) as app,
        app.records.read() as uow,
    ):
        yield app, uow


def _look_at_models(settings: Settings) -> str:
    for flaw in missing_or_altered(settings.models):
        raise flaw
    return f"all there, in {settings.models}"


def _look_at_home(settings: Settings) -> str:
    with _opened(settings) as (_, uow):
        on_roll = sum(pupil.left_on is None for pupil in uow.pupils.all())
        people = sum(person.ended_at is None for person in uow.people.all())
    kept = where(Layout(settings.home).database, settings.database)
    return f"{settings.home}, {on_roll} pupils, {people} people; records in {kept}"


def _look_at_rules(settings: Settings) -> str:
    with _opened(settings) as (app, uow):
        if not rules_in_force(uow, app.school.book.digest):
            message = "the rule book is not in force"
            raise GatekeeperError(message, "The headteacher runs `gatekeeper rules adopt`.")
    return "in force"


def _look_at_lock(settings: Settings) -> str:
    with _opened(settings) as (_, uow):
        return how_it_stands(uow)


def _look_at_disk(settings: Settings) -> str:
    free = shutil.disk_usage(next(p for p in (settings.home, *settings.home.parents) if p.exists()))
    megabytes = free.free // 1_000_000
    if megabytes < LEAST_FREE:
        message = f"only {megabytes} MB are free"
        raise GatekeeperError(message, "Free some space; a full disk stops every check.")
    return f"{megabytes} MB free"


LEAST_FREE = 500
"""Megabytes: some posts' pictures, and room for the database to write."""

IN_THE_HOME: dict[str, Callable[[Settings], str]] = {
    "rule book": _look_at_rules,
    "telling faces apart": _look_at_lock,
}
