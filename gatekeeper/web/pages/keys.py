"""The headteacher's page of keys: who is invited, whose passkey waits, and which key ends."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from gatekeeper.desk.people.end_key import end_key
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.people.shut_out import shut_out
from gatekeeper.desk.ways_in.invite import invite
from gatekeeper.desk.ways_in.offer_passkey import (
    as_key,
    offer_to_sign,
    open_offers,
    refuse_offer,
    take_offer,
)
from gatekeeper.desk.ways_in.recovery import has_recovery
from gatekeeper.domain.people import Duty, Person, PublicKey
from gatekeeper.domain.ways_in import Offer, PasskeyUse
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.passkeys import asked_to_sign, how_signed, signing
from gatekeeper.web.visit import Visit

ENROLLERS = frozenset({Duty.ENROL})
OFFER = "/keys/offers/{offer}"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A passkey that waits for a signature, whose it is, and its fingerprint's beginning."""

    offer: Offer
    name: str
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody, the keys that count, and whether a password and a code get in as well."""

    person: Person
    keys: tuple[tuple[PublicKey, PasskeyUse | None], ...]
    way_back: bool


def page(visit: Visit) -> Response:
    """Show what waits first, then everybody's keys."""
    with visit.site.app.records.begin() as uow:
        people = {person.id: person for person in uow.people.all()}
        waiting = [
            Waiting(offer, people[offer.person].name, as_key(offer).fingerprint[:16])
            for offer in open_offers(uow)
        ]
        holders = [_holder(uow, person) for person in people.values() if not person.ended_at]
    return visit.show("keys.html", waiting=waiting, holders=holders, **how_signed(visit))


def _holder(uow: UnitOfWork, person: Person) -> Holder:
    keys = tuple((key, uow.passkeys.get(key.id)) for key in open_keys(uow, person.id))
    return Holder(person, keys, has_recovery(uow, person.id))


def make_invitation(visit: Visit) -> Response:
    """Make a one-time code and show it, this once."""
    with visit.site.app.records.begin() as uow:
        code = invite(uow, visit.unlocked, visit.text("person"))
        person = uow.people.get(visit.text("person"))
    if person is None:
        raise NotFound("Nobody here is called that.")
    return visit.show("invitation.html", code=code, name=person.name)


def ask(visit: Visit) -> Response:
    """Ask the headteacher's passkey to sign for an offered one."""
    offer = visit.path("offer")
    return asked_to_sign(visit, lambda uow, _: offer_to_sign(uow, visit.actor, offer))


def take(visit: Visit) -> Response:
    """Enrol an offered passkey, signed in this form."""
    offer = visit.path("offer")
    signing(
        visit,
        lambda uow, _: offer_to_sign(uow, visit.actor, offer),
        lambda uow, actor: take_offer(uow, actor, offer),
    )
    return visit.go("/keys")


def refuse(visit: Visit) -> Response:
    """Throw an offered passkey away."""
    with visit.site.app.records.begin() as uow:
        refuse_offer(uow, visit.actor, visit.path("offer"))
    return visit.go("/keys")


def end(visit: Visit) -> Response:
    """End a key."""
    with visit.site.app.records.begin() as uow:
        end_key(uow, visit.actor, visit.path("key"))
    return visit.go("/keys")


def shut(visit: Visit) -> Response:
    """End somebody's way back in and every session, with or without a key to end."""
    with visit.site.app.records.begin() as uow:
        shut_out(uow, visit.actor, visit.path("person"))
    return visit.go("/keys")


DOORS = (
    Door("GET", "/keys", page, ENROLLERS),
    Door("POST", "/keys/invite", make_invitation, ENROLLERS, step_up=True),
    Door("POST", f"{OFFER}/ask", ask, ENROLLERS),
    Door("POST", OFFER, take, ENROLLERS),
    Door("POST", f"{OFFER}/refuse", refuse, ENROLLERS),
    Door("POST", "/keys/{key}/end", end, ENROLLERS),
    Door("POST", "/keys/people/{person}/shut-out", shut, ENROLLERS),
)
