"""`gatekeeper key invite`, `offered`, `sign`: passkeys on their way, at the school's machine."""

from __future__ import annotations

from typing import Annotated

import typer

from gatekeeper.cli.options import As, Json, desk, lines
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.ways_in.invite import invite
from gatekeeper.desk.ways_in.offer_passkey import as_key, open_offers, take_offer


def invite_person(
    ctx: typer.Context,
    person: Annotated[str, typer.Argument(help="Who is to bring a passkey.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Print a one-time code with which somebody brings a passkey (headteacher)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            code = invite(uow, actor, active_person(uow, person).id)
        words = f"One-time code for {person}: {code}. Type it at /invited within two days."
        home.done(words, code=code)


def offered_passkeys(ctx: typer.Context, as_json: Json = False) -> None:
    """List the passkeys that wait for the headteacher's signature."""
    with desk(ctx, as_json) as home, home.app.records.begin() as uow:
        names = {person.id: person.name for person in uow.people.all()}
        rows = [
            {
                "id": offer.id,
                "person": names[offer.person],
                "name": offer.name,
                "fingerprint": as_key(offer).fingerprint,
            }
            for offer in open_offers(uow)
        ]
        said = [f"{r['id']}  {r['person']}: {r['name']}  {r['fingerprint'][:16]}…" for r in rows]
        home.out({"offered": rows}, lambda console: lines(console, said))


def sign_passkey(
    ctx: typer.Context,
    passkey: Annotated[str, typer.Argument(help="The passkey's id, as `key offered` shows it.")],
    who: As = "",
    as_json: Json = False,
) -> None:
    """Sign that a passkey is the person's who brought it; from then on it counts (headteacher)."""
    with desk(ctx, as_json) as home:
        with home.deed(who) as (uow, actor):
            key = take_offer(uow, actor, passkey)
        home.done(f"Enrolled: {key.fingerprint}", key=key.id, fingerprint=key.fingerprint)
