"""Asking a browser for a passkey, and what comes back. User verification is always required."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any, TypeVar

from starlette.responses import JSONResponse, Response

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.ways_in.passkey_signer import PasskeySigner
from gatekeeper.desk.ways_in.use_passkey import (
    CopiedPasskey,
    OwnPasskey,
    note_use,
    own_passkeys,
    signer_of,
    signs_by_passkey,
    warn_of_copy,
)
from gatekeeper.domain.passkey import ALGORITHMS, Answer, Party, challenge, to_base64url
from gatekeeper.domain.people import Person
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import Visit

T = TypeVar("T")
WAIT_MS = 120_000
"""How long the browser waits for the person."""
Message = Callable[[UnitOfWork, str], bytes]
"""What is to be signed, with the key of this id."""


class UseYourPasskey(NotAllowed):
    """Somebody who has, or had, a passkey signs with a passkey in a browser."""

    remedy = (
        "Use the passkey. Is it lost? The headteacher invites you to bring a new one; on the "
        "school's own machine the command line still takes your passphrase."
    )

    def __init__(self) -> None:
        super().__init__("A passphrase does not sign this for you any more.")


def party(visit: Visit) -> Party:
    """Return who asks for passkeys here.

    Raises:
        NotYet: the pages are reached in a way in which no browser makes passkeys.
    """
    found = visit.site.party
    if found is None:
        raise NotYet(
            "Passkeys need TLS and a real name.",
            "Have gatekeeper reached as https://… with a name that has a certificate.",
        )
    return found


def asked(
    visit: Visit, message: bytes, own: Iterable[OwnPasskey] = (), question: str = ""
) -> Response:
    """Ask for one of these passkeys, or for any that the browser has for this site."""
    allowed = [{"type": "public-key", "id": to_base64url(one.passkey.credential)} for one in own]
    options = {
        "challenge": to_base64url(challenge(message)),
        "rpId": party(visit).rp,
        "userVerification": "required",
        "timeout": WAIT_MS,
        "allowCredentials": allowed,
    }
    return JSONResponse({"question": question, "publicKey": options})


def asked_to_make(
    visit: Visit, message: bytes, person: Person, known: Iterable[OwnPasskey], question: str
) -> Response:
    """Ask for a new passkey that can say by itself whose it is (discoverable)."""
    here = party(visit)
    choice = {"residentKey": "required", "requireResidentKey": True, "userVerification": "required"}
    if visit.on_the_tablet:  # whoever knows the tablet's own lock could use it
        choice["authenticatorAttachment"] = "cross-platform"
    user = {"id": to_base64url(person.id.encode()), "name": person.name, "displayName": person.name}
    options = {
        "challenge": to_base64url(challenge(message)),
        "rp": {"id": here.rp, "name": "gatekeeper"},
        "user": user,
        "pubKeyCredParams": [{"type": "public-key", "alg": number} for number in ALGORITHMS],
        "authenticatorSelection": choice,
        "attestation": "none",
        "timeout": WAIT_MS,
        "excludeCredentials": [
            {"type": "public-key", "id": to_base64url(one.passkey.credential)} for one in known
        ],
    }
    return JSONResponse({"question": question, "publicKey": options})


def answer(visit: Visit) -> Answer:
    """Return what the browser's passkey answered.

    Raises:
        UsageError: nothing, or nonsense.
    """
    try:
        return Answer.read(visit.text("answer"))
    except ValueError as error:
        raise UsageError("The passkey's answer did not arrive.", "Try once more.") from error


@contextmanager
def copies_told(visit: Visit) -> Iterator[None]:
    """Tell of a passkey whose counter went back, after what it was used for came to nothing."""
    try:
        yield
    except CopiedPasskey as error:
        with visit.site.app.records.begin() as uow:
            warn_of_copy(uow, error.key)
        raise


def mine(visit: Visit) -> tuple[tuple[OwnPasskey, ...], bool]:
    """Return the visitor's passkeys, and whether only a passkey signs for her or him."""
    with visit.site.app.records.begin() as uow:
        return own_passkeys(uow, visit.actor.id), signs_by_passkey(uow, visit.actor.id)


def how_signed(visit: Visit) -> dict[str, Any]:
    """Return what `proof.html` needs to know of the visitor."""
    own, by_passkey = mine(visit)
    return {"own": own, "by_passkey": by_passkey}


def asked_to_sign(visit: Visit, message: Message, question: str = "") -> Response:
    """Ask the visitor's chosen passkey to sign a message."""
    with visit.site.app.records.begin() as uow:
        own = chosen(uow, visit)
        text = message(uow, own.key.id)
    return asked(visit, text, [own], question)


def chosen(uow: UnitOfWork, visit: Visit) -> OwnPasskey:
    """Return the passkey that was chosen in the form; else the one used last.

    Raises:
        NotYet: there is none.
    """
    own = own_passkeys(uow, visit.actor.id)
    wanted = [one for one in own if one.key.id == visit.text("key")] or list(own)
    if not wanted:
        raise NotYet("You have no passkey here.", "Ask the headteacher to invite you to bring one.")
    return wanted[0]


def signing(visit: Visit, message: Message, deed: Callable[[UnitOfWork, Actor], T]) -> T:
    """Do what has to be signed, with what came in this very form.

    That is a passkey's answer over exactly this, or the passphrase of who never had a passkey.

    Raises:
        UseYourPasskey: a passphrase, where only a passkey signs.
        WrongPasskey, CopiedPasskey, WrongSignIn, TooMany: it is not the person, or may not be.
    """
    app = visit.site.app
    if not visit.text("answer"):
        if mine(visit)[1]:
            raise UseYourPasskey
        actor = step_up(visit)
        with app.records.begin() as uow:
            return deed(uow, actor)
    with copies_told(visit), app.records.begin() as uow:
        signer = signed(uow, visit, message)
        done = deed(uow, replace(visit.actor, signer=signer))
        note_use(uow, signer.key, signer.assertion)
        return done


def signed(uow: UnitOfWork, visit: Visit, message: Message) -> PasskeySigner:
    """Return the visitor's passkey, if its answer is over this message."""
    signer = signer_of(uow, visit.site.app.keyring, visit.actor.id, answer(visit))
    signer.sign(message(uow, signer.key))
    return signer
