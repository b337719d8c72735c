"""Enrolling a key: the headteacher signs whose it is, so that trust can be followed elsewhere.

Every later key of a person or a tablet needs an existing headteacher's; the first signs itself
(`open_school`), and two others replace the headteacher's own (`replace_headteacher_key`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.signature import own_key, sign
from gatekeeper.domain.people import Duty, Person, PublicKey, Role
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork

NOUN = "enrol-key"
KeyMaker = Callable[[str], PublicKey]
"""Makes a key for a holder's id: a new one in the keyring, or what a browser handed over."""


def enrol_key(uow: UnitOfWork, actor: Actor, person_id: str, make_key: KeyMaker) -> PublicKey:
    """Give a person a key that counts from now on.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        NotFound, UsageError: nobody of that id is here, or the key is not of the right form.
    """
    actor.require(uow, Duty.ENROL)
    own_key(uow, actor)
    person = active_person(uow, person_id)
    key = made(uow, make_key, person)
    signature = sign(uow, actor, NOUN, statement(key, person.roles))
    return record(uow, key, actor.id, signature.details)


def statement(key: PublicKey, roles: frozenset[Role]) -> Mapping[str, object]:
    """Return the facts that are signed: whose key it is, its bytes, what its holder may do."""
    return {
        "holder": key.holder,
        "key": key.id,
        "scheme": key.scheme,
        "public": key.public,
        "fingerprint": key.fingerprint,
        "sealing": key.sealing,
        "roles": roles,
    }


def made(uow: UnitOfWork, make_key: KeyMaker, person: Person) -> PublicKey:
    """Make a person's key; only a DSL's can be sealed to.

    Raises:
        UsageError: it is another's key, enrolled already, or its fingerprint does not fit.
    """
    key = new_key(uow, make_key, person.id)
    return key if person.may(Duty.HOLD) else replace(key, sealing="")


def new_key(uow: UnitOfWork, make_key: KeyMaker, holder: str) -> PublicKey:
    """Make a key for a person or a tablet and see that it is new and whole.

    Raises:
        UsageError: it is another's key, enrolled already, or its fingerprint does not fit.
    """
    key = make_key(holder)
    known = {k.fingerprint for k in uow.keys.all()}
    fits = key.holder == holder and hashlib.sha256(key.public).hexdigest() == key.fingerprint
    if not fits or key.fingerprint in known or uow.keys.get(key.id) is not None:
        raise UsageError("This key cannot be enrolled.", "Make a new key and enrol that.")
    return key


def record(
    uow: UnitOfWork, key: PublicKey, enrolled_by: str, details: Mapping[str, str]
) -> PublicKey:
    """Put the key on record and tell the ledger, with the statement and its proof."""
    enrolled = replace(key, enrolled_at=uow.now, enrolled_by=enrolled_by, ended_at=None)
    uow.keys.put(enrolled)
    uow.ledger.append("key.enrolled", actor=enrolled_by, subject=key.id, details=details)
    return enrolled
