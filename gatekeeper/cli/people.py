"""`gatekeeper people`, `key`, `device`, `stand-in`: who works here, and with which keys."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.cli.words import day
from gatekeeper.desk.people.add_person import add_person
from gatekeeper.desk.people.appoint_stand_in import Appointment, appoint_stand_in, end_stand_in
from gatekeeper.desk.people.end_device import end_device
from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.end_person import end_person
from gatekeeper.desk.people.enrol_device import enrol_device
from gatekeeper.desk.people.enrol_key import enrol_key
from gatekeeper.desk.people.find_person import active_person, open_keys
from gatekeeper.desk.people.keep_address import keep_address
from gatekeeper.desk.people.record_aup import record_aup
from gatekeeper.desk.people.replace_headteacher_key import replace_headteacher_key
from gatekeeper.desk.people.say_classes import say_classes
from gatekeeper.desk.people.shut_out import shut_out
from gatekeeper.domain.people import Role

people = typer.Typer(help="People who work with gatekeeper.", no_args_is_help=True)
keys = typer.Typer(help="Their keys.", no_args_is_help=True)
devices = typer.Typer(help="Tablets that may fetch a signed post.", no_args_is_help=True)
stand_ins = typer.Typer(help="Who may approve in the headteacher's place.", no_args_is_help=True)


@people.command("add")
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="Title and name.")],
    role: Annotated[list[Role], typer.Option(help="A role; may be given several times.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Add somebody with an own key (headteacher). The new person types the new passphrase."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        passphrase = home.new_passphrase(name)
        with home.app.records.begin() as uow:
            person = add_person(uow, actor, name, frozenset(role))
            key = enrol_key(
                uow, actor, person.id, lambda holder: home.app.keyring.create(holder, passphrase)
            )
        home.done(f"{person.name} is {person.id}.", person=person.id, fingerprint=key.fingerprint)


@people.command("list")
def list_people(ctx: typer.Context, as_json: Json = False) -> None:
    """List everybody, with roles and keys."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        rows: list[dict[str, Any]] = [
            {
                "id": person.id,
                "name": person.name,
                "roles": sorted(person.roles),
                "active": person.ended_at is None,
                "keys": [
                    {"id": key.id, "fingerprint": key.fingerprint}
                    for key in open_keys(uow, person.id)
                ],
            }
            for person in uow.people.all()
        ]
        home.out({"people": rows}, lambda console: _show(console, rows))


def _show(console: Console, rows: list[dict[str, Any]]) -> None:
    for row in rows:
        ended = "" if row["active"] else "  (ended)"
        console.print(Text(f"{row['id']}  {row['name']}: {', '.join(row['roles'])}{ended}"))
        for key in row["keys"]:
            console.print(Text(f"    key {key['id']}  {key['fingerprint'][:16]}…"))


@people.command("end")
def end(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Whose work here ends.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """End a person and all of her or his keys (headteacher)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            ended = end_person(uow, actor, active_person(uow, person).id)
        home.done(f"{ended.name} has ended.")


@people.command("shut-out")
def shut(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="As whom somebody else came in.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """End a way back in and every session: one's own, or anybody's (headteacher)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            told = shut_out(uow, actor, active_person(uow, person).id)
        home.done(f"{told.name} is signed out everywhere, and no password gets in.")


@people.command("aup")
def aup(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Who has read or signed it.")],
    read: Annotated[str, typer.Option(help="The day it was read, YYYY-MM-DD.")] = "",
    signed: Annotated[
        str, typer.Option(help="The day the one for social media was signed, YYYY-MM-DD.")
    ] = "",
    who: As = "",
    as_json: Json = False,
) -> None:
    """Put on record that somebody has read, or signed, the acceptable use policy."""
    days = {"read": day(read) if read else None, "signed": day(signed) if signed else None}
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            told = record_aup(uow, actor, active_person(uow, person).id, **days)
        home.done(f"On record for {told.name}.")


@people.command("classes")
def classes(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Who hands in pictures.")],
    own: Annotated[
        list[str] | None, typer.Option("--class", help="An own class; none ends it.")
    ] = None,
    who: As = "",
    as_json: Json = False,
) -> None:
    """Say which classes are a contributor's own (headteacher): whom she may name."""
    with desk(ctx, as_json) as home, home.deed(who) as (uow, actor):
        told = say_classes(uow, actor, active_person(uow, person).id, frozenset(own or ()))
        home.done(f"{told.name}: {', '.join(sorted(told.classes)) or 'no class'}.")


@people.command("address")
def address(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Who is to be told by e-mail.")],
    email: Annotated[str, typer.Argument(help="The address; an empty one ends it.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Put on record where somebody gets notices: one's own, or anybody's (headteacher)."""
    with desk(ctx, as_json) as home, home.deed(who) as (uow, actor):
        told = keep_address(uow, actor, active_person(uow, person).id, email)
        home.done(f"On record for {told.name}.")


@keys.command("enrol")
def enrol(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Whose key it will be.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Give somebody a further key (headteacher)."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        passphrase = home.new_passphrase(person)
        with home.app.records.begin() as uow:
            holder = active_person(uow, person).id
            key = enrol_key(
                uow, actor, holder, lambda mine: home.app.keyring.create(mine, passphrase)
            )
        home.done(f"Enrolled: {key.fingerprint}", key=key.id, fingerprint=key.fingerprint)


@keys.command("end")
def end_one(
    ctx: typer.Context,
    key: Annotated[str, typer.Argument(help="The key's id, as `people list` shows it.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """End a key: one's own, or anybody's for the headteacher. Keys are never deleted."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            end_key(uow, actor, key)
        home.done("The key has ended.")


@keys.command("replace-headteacher")
def replace(
    ctx: typer.Context,
    headteacher: Annotated[str, typer.Argument(help="Whose key is lost.")],
    first: Annotated[str, typer.Option(help="The first of two others who vouch.")],
    second: Annotated[str, typer.Option(help="The second.")],
    as_json: Json = False,
) -> None:
    """Replace the headteacher's own key: two others sign for it, each with an own passphrase."""
    with desk(ctx, as_json) as home:
        vouching = (home.actor(first), home.actor(second))
        passphrase = home.new_passphrase(headteacher)
        with home.app.records.begin() as uow:
            key = replace_headteacher_key(
                uow,
                vouching,
                active_person(uow, headteacher).id,
                lambda holder: home.app.keyring.create(holder, passphrase),
            )
        home.done(f"For the governors' minutes: {key.fingerprint}", fingerprint=key.fingerprint)


@devices.command("enrol")
def enrol_tablet(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help="What the tablet is called.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Enrol the school's tablet (headteacher)."""
    with desk(ctx, as_json) as home:
        actor = home.actor(who)
        passphrase = home.new_passphrase(name)
        with home.app.records.begin() as uow:
            device = enrol_device(
                uow, actor, name, lambda holder: home.app.keyring.create(holder, passphrase)
            )
        home.done(f"{device.name} is {device.id}.", device=device.id)


@devices.command("list")
def list_devices(ctx: typer.Context, as_json: Json = False) -> None:
    """List the tablets."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        every = uow.devices.all()
        home.out(
            {"devices": every},
            lambda console: lines(
                console, (f"{d.id}  {d.name}{'  (ended)' if d.ended_at else ''}" for d in every)
            ),
        )


@devices.command("end")
def end_tablet(
    ctx: typer.Context,
    device: Annotated[str, typer.Argument(help="The tablet's id.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Report a tablet lost or replaced: nothing can be fetched with it any more."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            end_device(uow, actor, device)
        home.done("Ended. What it had fetched is on the list: `gatekeeper tasks`.")


@stand_ins.command("appoint")
def appoint(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Who stands in.")],
    first_day: Annotated[str, typer.Option("--from", help="First day, YYYY-MM-DD.")],
    last_day: Annotated[str, typer.Option("--to", help="Last day, YYYY-MM-DD.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Appoint a stand-in approver beforehand (headteacher)."""
    first: date = day(first_day)
    last: date = day(last_day)
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            item = appoint_stand_in(uow, actor, Appointment(person, first, last))
        home.done(f"Appointed from {first} to {last}.", stand_in=item.id)


@stand_ins.command("end")
def end_appointment(
    ctx: typer.Context,
    stand_in: Annotated[str, typer.Argument(help="The appointment's id.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """End an appointment early (headteacher)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            end_stand_in(uow, actor, stand_in)
        home.done("Ended.")
