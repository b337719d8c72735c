"""People at Oakfield with passkeys: made, offered, signed and used as the pages do it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.ways_in.invite import invite
from gatekeeper.desk.ways_in.offer_passkey import offer_passkey, take_offer
from gatekeeper.desk.ways_in.passkey_signer import PasskeySigner
from gatekeeper.domain.passkey import Answer, NewPasskey, challenge, to_base64url
from gatekeeper.domain.people import PublicKey
from gatekeeper.domain.ways_in import Offer
from tests.desk.made_school import MadeSchool
from tests.desk.opened_school import OpenedSchool
from tests.fakes.authenticator import OAKFIELD, FakeAuthenticator

QUESTION = b"gatekeeper/new-passkey/v1\n{}"


def new(school: MadeSchool | OpenedSchool, maker: FakeAuthenticator, holder: str) -> NewPasskey:
    """Have an authenticator make a passkey for somebody."""
    user = {"id": to_base64url(holder.encode())}
    options = {"challenge": to_base64url(challenge(QUESTION)), "user": user}
    return school.keyring.new_passkey(OAKFIELD, challenge(QUESTION), maker.make(options))


def offered(
    school: MadeSchool | OpenedSchool,
    maker: FakeAuthenticator,
    person: str,
    head: Actor | None = None,
) -> Offer:
    """Invite somebody, and have the passkey brought."""
    head = head or school.actor("head")
    with school.begin() as uow:
        code = invite(uow, head, person)
    brought = new(school, maker, person)
    with school.begin() as uow:
        return offer_passkey(uow, code, brought, "Her phone")


def enrolled(school: MadeSchool | OpenedSchool, maker: FakeAuthenticator, person: str) -> PublicKey:
    """Give somebody a passkey that counts."""
    offer = offered(school, maker, person)
    head = school.actor("head")
    with school.begin() as uow:
        return take_offer(uow, head, offer.id)


def asked(message: bytes) -> dict[str, Any]:
    """Return what a page asks a passkey."""
    return {"challenge": to_base64url(challenge(message))}


def answered(maker: FakeAuthenticator, message: bytes) -> Answer:
    """Have an authenticator sign a message."""
    return Answer.read(maker.sign(asked(message)))


def signing(
    school: MadeSchool | OpenedSchool, key: PublicKey, maker: FakeAuthenticator, message: bytes
) -> PasskeySigner:
    """Return the signer of an answer to a message."""
    return PasskeySigner(key, school.keyring, answered(maker, message).assertion)


def with_signer(actor: Actor, signer: PasskeySigner) -> Actor:
    """Return the same person with a passkey's answer."""
    return replace(actor, signer=signer)
