"""Opening the school: a one-time code makes the first headteacher, and with it the first key.

Whoever sets the machine up prints the code (`begin`) and hands it over; the headteacher spends it
(`claim`). The fingerprint goes into the governors' minutes, the recovery secret into the safe.
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass, replace
from datetime import timedelta

from gatekeeper.desk.people.enrol_key import NOUN, made, record, statement
from gatekeeper.desk.people.one_time_code import code_digest, make_code
from gatekeeper.desk.signature import sign_with
from gatekeeper.domain.ledger import Entry
from gatekeeper.domain.people import SCHOOL, Person, PublicKey, Role, Setup
from gatekeeper.errors import NotAllowed, NotYet, UsageError
from gatekeeper.ports import Keyring, UnitOfWork

CODE_LIFE = timedelta(hours=24)
NOUN_OF_CODE = "opening-code"
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:[0-9]{1,5})?")


@dataclass(frozen=True, slots=True)
class Claim:
    """What the first headteacher brings; `also` are further roles (DSL, in many schools)."""

    code: str
    name: str
    passphrase: str
    also: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Opened:
    """The first headteacher and key, and the recovery secret, which is told this once."""

    person: Person
    key: PublicKey
    recovery_secret: str

    @property
    def fingerprint(self) -> str:
        """For the governors' minutes: 64 hexadecimal digits."""
        return self.key.fingerprint


def begin(uow: UnitOfWork, school: str, origin: str) -> str:
    """Return the one-time code; an earlier one no longer counts.

    Raises:
        NotAllowed: the school is open already.
        UsageError: the school has no name, or the origin is no web origin.
    """
    setup = _not_yet_open(uow)
    if not school.strip() or not ORIGIN.fullmatch(origin):
        raise UsageError(
            "Opening needs the school's name and an origin, like https://gatekeeper.example.",
        )
    code = make_code()
    uow.setup.put(
        Setup(SCHOOL, school.strip(), origin, uow.now, fingerprint=""),
        seen=uow.setup.version(SCHOOL) if setup else 0,
    )
    uow.ledger.append(
        "school.begun",
        actor=SCHOOL,
        subject=SCHOOL,
        details={"code": code_digest(NOUN_OF_CODE, code)},
    )
    return code


def claim(uow: UnitOfWork, keyring: Keyring, command: Claim) -> Opened:
    """Make the headteacher's person and first key; the key vouches for itself.

    Raises:
        NotAllowed: the school is open already, or the code is wrong or too old.
        NotYet: nobody printed a code.
        UsageError: no name, or a passphrase that the keyring does not take.
    """
    setup = _not_yet_open(uow)
    if setup is None:
        raise NotYet("The school was not set up yet.", "Print the one-time code first.")
    _spend(uow, command.code)
    if not command.name.strip():
        raise UsageError("The headteacher needs a name.")
    roles = command.also | {Role.HEADTEACHER}
    person = Person(uow.mint(), command.name.strip(), roles)
    key = made(uow, lambda holder: keyring.create(holder, command.passphrase), person)
    signer = keyring.unlock(key, command.passphrase)
    signature = sign_with(signer, key, NOUN, statement(key, roles))
    recipient, secret = keyring.recovery()
    uow.people.put(person)
    opened = replace(setup, fingerprint=key.fingerprint, recovery=recipient)
    uow.setup.put(opened, seen=uow.setup.version(SCHOOL))
    uow.ledger.append(
        "school.opened",
        actor=person.id,
        subject=SCHOOL,
        details={"fingerprint": key.fingerprint},
    )
    return Opened(person, record(uow, key, person.id, signature.details), secret)


def _not_yet_open(uow: UnitOfWork) -> Setup | None:
    setup = uow.setup.get(SCHOOL)
    if setup is not None and setup.fingerprint:
        raise NotAllowed(
            f"{setup.school} is open already; there is no second first headteacher.",
            "The headteacher adds people. If that key is lost, two others replace it.",
        )
    return setup


def _spend(uow: UnitOfWork, code: str) -> None:
    begun: Entry = [e for e in uow.ledger.entries() if e.what == "school.begun"][-1]
    right = hmac.compare_digest(begun.details["code"], code_digest(NOUN_OF_CODE, code))
    if not right or uow.now >= begun.at + CODE_LIFE:
        raise NotAllowed(
            "The one-time code is wrong or older than a day.",
            "Look at the paper again, or have a new code printed.",
        )
