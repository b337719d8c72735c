"""A passkey on its way: the invited person offers it, the headteacher signs whose it is."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.enrol_key import NOUN, enrol_key, statement
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.ways_in.invite import end_invitation, invited
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.passkey import NewPasskey, Passkey
from gatekeeper.domain.people import Duty, PublicKey, Scheme
from gatekeeper.domain.ways_in import Offer, PasskeyUse
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


def offer_passkey(uow: UnitOfWork, code: str, new: NewPasskey, name: str) -> Offer:
    """Spend an invitation's code for a passkey that was just made.

    Raises:
        WrongCode: the code opens nothing.
        UsageError: it has no name, or this passkey was brought before, by whomever.
    """
    invitation, person = invited(uow, code)
    if not name.strip():
        raise UsageError("The passkey needs a name, such as the device it is on.")
    if new.passkey.credential in known_credentials(uow):
        raise UsageError("This passkey was brought before.", "Make a new one.")
    end_invitation(uow, invitation)
    offer = Offer(
        id=uow.mint(),
        person=person.id,
        name=name.strip(),
        public=new.passkey.public,
        count=new.count,
        synced=new.synced,
        made_at=uow.now,
    )
    uow.offers.put(offer)
    details = {"key": offer.id, "fingerprint": as_key(offer).fingerprint}
    uow.ledger.append("passkey.offered", actor=person.id, subject=person.id, details=details)
    return offer


def known_credentials(uow: UnitOfWork) -> frozenset[bytes]:
    """Return the ids of every passkey ever brought: each is one person's, for good."""
    enrolled = {k.public for k in uow.keys.all() if k.scheme is Scheme.WEBAUTHN}
    return frozenset(
        Passkey.read(public).credential
        for public in enrolled | {offer.public for offer in uow.offers.all()}
    )


def open_offers(uow: UnitOfWork) -> tuple[Offer, ...]:
    """Return the passkeys that wait for the headteacher's signature, oldest first."""
    return tuple(offer for offer in uow.offers.all() if offer.settled_at is None)


def as_key(offer: Offer) -> PublicKey:
    """Return the key that an offered passkey will be."""
    return PublicKey(
        id=offer.id,
        holder=offer.person,
        scheme=Scheme.WEBAUTHN,
        public=offer.public,
        fingerprint=hashlib.sha256(offer.public).hexdigest(),
        enrolled_at=offer.made_at,
        enrolled_by="",
    )


def offer_to_sign(uow: UnitOfWork, actor: Actor, offer_id: str) -> bytes:
    """Return the statement that the headteacher signs to enrol an offered passkey.

    Raises:
        NotAllowed: not the headteacher.
        NotFound: there is no such offer any more, or its person has left.
    """
    actor.require(uow, Duty.ENROL)
    offer = _open(uow, offer_id)
    person = active_person(uow, offer.person)
    return canonical(NOUN, statement(as_key(offer), person.roles))


def take_offer(uow: UnitOfWork, actor: Actor, offer_id: str) -> PublicKey:
    """Enrol an offered passkey under the headteacher's signature.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        NotFound: there is no such offer any more, or its person has left.
    """
    actor.require(uow, Duty.ENROL)
    offer = _open(uow, offer_id)
    key = enrol_key(uow, actor, offer.person, lambda _: as_key(offer))
    _settle(uow, offer)
    uow.passkeys.put(PasskeyUse(key.id, offer.name, offer.count, offer.synced, uow.now))
    return key


def refuse_offer(uow: UnitOfWork, actor: Actor, offer_id: str) -> None:
    """Throw an offered passkey away: it was not that person, or not that device.

    Raises:
        NotAllowed: not the headteacher. NotFound: there is no such offer any more.
    """
    actor.require(uow, Duty.ENROL)
    offer = _open(uow, offer_id)
    _settle(uow, offer)
    details = {"key": offer.id}
    uow.ledger.append("passkey.refused", actor=actor.id, subject=offer.person, details=details)


def _open(uow: UnitOfWork, offer_id: str) -> Offer:
    offer = uow.offers.get(offer_id)
    if offer is None or offer.settled_at is not None:
        raise NotFound("This passkey does not wait for a signature any more.", "List the keys.")
    return offer


def _settle(uow: UnitOfWork, offer: Offer) -> None:
    settled = replace(offer, settled_at=uow.now)
    uow.offers.put(settled, seen=uow.offers.version(offer.id))
