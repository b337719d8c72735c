"""The headteacher signs all patterns of notices at once; it holds for a year, and as they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.desk.signature import own_key, sign
from gatekeeper.domain.canonical import canonical
from gatekeeper.domain.pattern import HOLDS, PatternsSigned
from gatekeeper.domain.people import Duty
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.errors import NotYet, UsageError
from gatekeeper.ports import Keyring, UnitOfWork

NOUN = "sign-patterns"
REMEDY = "The headteacher reads and signs them on the page of notices; or send it the normal way."


def sign_patterns(uow: UnitOfWork, school: School, actor: Actor, shown: str) -> PatternsSigned:
    """Sign the patterns as they stand, in place of any signature before; `shown` is their digest.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        UsageError: there is no pattern.
        NotYet: the patterns changed since they were shown.
    """
    first, facts = _facts(uow, school, actor, shown)
    key = own_key(uow, actor)
    signature = sign(uow, actor, NOUN, facts)
    signed = PatternsSigned(
        id=uow.mint(),
        digest=shown,
        first_day=first,
        last_day=first + HOLDS,
        by=actor.id,
        key=key.id,
        scheme=signature.scheme,
        statement=signature.text,
        proof=signature.proof,
        at=uow.now,
    )
    uow.patterns_signed.put(signed)
    uow.ledger.append(
        "patterns.signed", actor=actor.id, subject=signed.id, details=signature.details
    )
    return signed


def patterns_to_sign(uow: UnitOfWork, school: School, actor: Actor, shown: str) -> bytes:
    """Return the statement that is signed today; `shown` is the patterns' digest.

    Raises:
        NotAllowed, UsageError, NotYet: as `sign_patterns`.
    """
    return canonical(NOUN, _facts(uow, school, actor, shown)[1])


def _facts(
    uow: UnitOfWork, school: School, actor: Actor, shown: str
) -> tuple[date, Mapping[str, object]]:
    actor.require(uow, Duty.SIGN_PATTERNS)
    if not school.patterns.every:
        raise UsageError("There is no pattern to sign.", "Write one into rules/notices/.")
    if shown != school.patterns.digest:
        raise NotYet("The patterns changed since they were shown.", "Read them once more.")
    first = School.day(uow.now)
    return first, statement(shown, first, first + HOLDS)


def statement(digest: str, first_day: date, last_day: date) -> Mapping[str, object]:
    """Return the facts that are signed."""
    return {"digest": digest, "first_day": first_day, "last_day": last_day}


def patterns_in_force(uow: UnitOfWork, keyring: Keyring, school: School) -> PatternsSigned:
    """Return the signature by which a filled pattern may go out today.

    Raises:
        NotYet: nobody signed, the patterns changed since, the year is over, or the key has ended.
    """
    signed = uow.patterns_signed.all()[-1:]
    if not signed:
        raise NotYet("The patterns of notices are not signed.", REMEDY)
    (last,) = signed
    if last.digest != school.patterns.digest:
        raise NotYet("The patterns of notices changed since they were signed.", REMEDY)
    if not last.on(School.day(uow.now)):
        raise NotYet("The year for which the patterns were signed is over.", REMEDY)
    if not _holds(uow, keyring, last):
        raise NotYet("The signature of the patterns no longer holds: its key has ended.", REMEDY)
    return last


def pattern_holds(uow: UnitOfWork, keyring: Keyring, school: School, sign_off: SignOff) -> bool:
    """Whether the signature over the patterns by which a notice was made still holds today."""
    try:
        signed = patterns_in_force(uow, keyring, school)
    except NotYet:
        return False
    return (signed.id, signed.proof) == (sign_off.patterns, sign_off.proof)


def _holds(uow: UnitOfWork, keyring: Keyring, signed: PatternsSigned) -> bool:
    key = uow.keys.get(signed.key)
    return (
        key is not None
        and key.ended_at is None
        and key.holder == signed.by
        and keyring.verifies(signed.scheme, key.public, signed.statement.encode(), signed.proof)
    )
