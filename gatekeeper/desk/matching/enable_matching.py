"""The data protection officer opens the lock on telling faces apart, or says how far it opens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import destroy
from gatekeeper.desk.school import School
from gatekeeper.desk.signature import own_key
from gatekeeper.domain.biometrics import LOCK, Lock, Scope
from gatekeeper.domain.canonical import canonical, salted
from gatekeeper.domain.lock import WhyShut, why_shut
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.wording import listed
from gatekeeper.errors import NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10
LONGEST = timedelta(days=366)
"""How far ahead the review may lie: assessment and notice are looked at every year."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What the law asks for: assessment, day of the notice, review, alternative, scope and why."""

    dpia: str
    noticed_on: date | None
    review_by: date | None
    alternative: str
    scope_reason: str
    scope: Scope = Scope.GROUP


def current_lock(uow: UnitOfWork) -> Lock:
    """Return the lock as it stands; one that nobody ever touched is shut."""
    return uow.locks.get(LOCK) or Lock()


def what_is_missing(uow: UnitOfWork) -> tuple[WhyShut, ...]:
    """Return every condition that keeps the lock shut now; none means that it is open."""
    lock = current_lock(uow)
    return why_shut(lock, School.day(uow.now), uow.people.get(lock.officer))


def require_open(uow: UnitOfWork) -> Lock:
    """Return the open lock.

    Raises:
        NotYet: it is shut; the message names every condition that is missing.
    """
    if missing := what_is_missing(uow):
        raise NotYet(
            f"Faces may not be measured here: {listed(list(missing))}.",
            "The data protection officer opens the lock: `gatekeeper biometrics enable`. "
            "Until then everybody is named by a person; `gatekeeper enrol --reference-only` "
            "keeps a small picture for that.",
        )
    return current_lock(uow)


def enable_matching(uow: UnitOfWork, actor: Actor, command: Opening) -> Lock:
    """Open the lock until its review is due, or renew what it rests on.

    Raises:
        NotAllowed: not the data protection officer, or without a fresh step-up.
        UsageError: a condition is missing; the message names all of them.
    """
    actor.require(uow, Duty.OPEN_LOCK)
    own_key(uow, actor)
    today = School.day(uow.now)
    if command.review_by is not None and command.review_by > today + LONGEST:
        raise UsageError("The review must lie within a year: assessment and notice grow old.")
    _require_reason(command.scope_reason)
    lock = Lock(
        dpia=command.dpia.strip(),
        officer=actor.id,
        noticed_on=command.noticed_on,
        review_by=command.review_by,
        alternative=command.alternative.strip(),
        scope=command.scope,
        scope_reason=command.scope_reason.strip(),
        scope_set_at=uow.now,
        opened_at=uow.now,
        opened_by=actor.id,
        reference_pictures=current_lock(uow).reference_pictures,
    )
    if missing := why_shut(lock, today, uow.people.get(actor.id)):
        raise UsageError(f"The lock stays shut: {listed(list(missing))}.")
    put_lock(uow, actor, "matching.enabled", lock)
    return lock


def set_scope(uow: UnitOfWork, actor: Actor, scope: Scope, reason: str) -> Lock:
    """Say how far the lock opens, with the reason; what was suggested before goes.

    Raises:
        NotAllowed: not the data protection officer, or without a fresh step-up.
        NotYet: the lock is shut.
        UsageError: no reason was given.
    """
    actor.require(uow, Duty.OPEN_LOCK)
    own_key(uow, actor)
    _require_reason(reason)
    before = require_open(uow)
    lock = replace(before, scope=scope, scope_reason=reason.strip(), scope_set_at=uow.now)
    destroy(uow, [suggested.id for suggested in uow.suggestions.all()])
    put_lock(uow, actor, "matching.scope_set", lock)
    return lock


def put_lock(uow: UnitOfWork, actor: Actor, what: str, lock: Lock) -> None:
    """Put the lock on record; the ledger gets a digest of it that only this home can tell."""
    uow.locks.put(lock, seen=uow.locks.version(LOCK))
    text = canonical("lock", lock).decode()
    details = {"lock": salted(uow.secret(SCHOOL), text), "scope": lock.scope.value}
    uow.ledger.append(what, actor=actor.id, subject=SCHOOL, details=details)


def _require_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise UsageError("Type the reason for how far the lock opens, in a sentence.")
