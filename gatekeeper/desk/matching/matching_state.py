"""What the data protection officer is shown: is the lock open, how far, and who is enrolled."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.enable_matching import current_lock, what_is_missing
from gatekeeper.desk.matching.enrol_face import WANTED
from gatekeeper.desk.school import School
from gatekeeper.domain.biometric_consent import may_be_measured
from gatekeeper.domain.biometrics import BiometricRecord, Lock
from gatekeeper.domain.lock import WhyShut
from gatekeeper.domain.people import Duty
from gatekeeper.domain.wording import listed
from gatekeeper.errors import NotYet
from gatekeeper.ports import UnitOfWork

AHEAD = timedelta(days=30)
"""So many days before its last the review is due."""
ENABLE = "The DPO looks at assessment and notice, then runs `gatekeeper biometrics enable`."
DISABLE = "The DPO or the headteacher runs `gatekeeper biometrics disable` again."


@dataclass(frozen=True, slots=True)
class MatchingState:
    """The lock and what lies behind it. Pupils are listed by what they are called, by name."""

    lock: Lock
    missing: tuple[WhyShut, ...]
    officer: str
    review_due: bool
    on_roll: int
    consenting: int
    enrolled: int
    pictures: int
    waiting: tuple[str, ...]
    """May be measured and are not enrolled."""
    few: tuple[str, ...]
    """Enrolled with fewer pictures than wanted."""
    old: tuple[str, ...]
    """Every enrolled picture is older than twelve months, so their names always ask."""
    other_version: tuple[str, ...]
    """Measured by another version, so never compared until they are enrolled again."""
    look_alikes: tuple[tuple[str, ...], ...]
    suggestions: int
    reference_pictures: int

    @property
    def open(self) -> bool:
        """Whether faces may be measured now."""
        return not self.missing

    @property
    def unproved(self) -> bool:
        """Whether the lock was shut without anybody having seen that everything is gone."""
        return self.lock.closed_at is not None and self.lock.proved_at is None


def matching_state(uow: UnitOfWork, actor: Actor, version: str) -> MatchingState:
    """Return how it stands; `version` is that of the templates which are compared now.

    Raises:
        NotAllowed: neither office, leadership nor DPO.
    """
    actor.require(uow, Duty.KEEP_BIOMETRICS)
    lock, today = current_lock(uow), School.day(uow.now)
    officer = uow.people.get(lock.officer)
    enrolments = uow.enrolments.all()
    called = {p.id: p.called for p in uow.pupils.all()}
    consenting = _consenting(uow, today)
    count = Counter(e.pupil for e in enrolments)
    fresh = {e.pupil for e in enrolments if not e.too_old(today)}
    current = {e.pupil for e in enrolments if e.version == version}
    return MatchingState(
        lock=lock,
        missing=what_is_missing(uow),
        officer=officer.name if officer else "",
        review_due=_review_due(lock, today),
        on_roll=sum(p.left_on is None or p.left_on > today for p in uow.pupils.all()),
        consenting=len(consenting),
        enrolled=len(count),
        pictures=len(enrolments),
        waiting=_names(called, consenting - set(count)),
        few=_names(called, {pupil for pupil, number in count.items() if number < WANTED}),
        old=_names(called, set(count) - fresh),
        other_version=_names(called, set(count) - current),
        look_alikes=tuple(_names(called, pair.pupils) for pair in uow.look_alikes.all()),
        suggestions=len(uow.suggestions.all()),
        reference_pictures=len(uow.reference_pictures.all()),
    )


def how_it_stands(uow: UnitOfWork) -> str:
    """Return in a line how the lock stands; shut on purpose, or never opened, is well.

    Raises:
        NotYet: it has shut by itself, or was shut and nobody saw that everything is gone.
    """
    lock, missing = current_lock(uow), what_is_missing(uow)
    if lock.closed_at is not None and lock.proved_at is None:
        raise NotYet("shut, but nobody has seen that everything is gone", DISABLE)
    if lock.opened_at is None or lock.closed_at is not None:
        return "shut, as it is unless the DPO opens it"
    if missing:
        raise NotYet(f"shut by itself: {listed(missing)}", ENABLE)
    due = "; the review is due" if _review_due(lock, School.day(uow.now)) else ""
    return f"open until {lock.review_by}{due}"


def _review_due(lock: Lock, today: date) -> bool:
    return lock.review_by is not None and lock.review_by <= today + AHEAD


def _consenting(uow: UnitOfWork, today: date) -> set[str]:
    said: dict[str, list[BiometricRecord]] = {}
    for record in uow.biometrics.all():
        said.setdefault(record.pupil, []).append(record)
    return {p.id for p in uow.pupils.all() if may_be_measured(p, said.get(p.id, []), today)}


def _names(called: dict[str, str], pupils: set[str] | frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(called[pupil] for pupil in pupils if pupil in called))
