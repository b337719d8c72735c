"""Finding which folders hold pictures of children whose faces may be measured.

Trying out how well faces are told apart is measuring them too, so the lock counts, and so does
what each family and child said.
"""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.desk.people.find_named import find_pupil
from gatekeeper.desk.school import School
from gatekeeper.domain.biometric_consent import may_be_measured
from gatekeeper.domain.biometrics import LOCK, Lock
from gatekeeper.domain.lock import why_shut
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import UnitOfWork


class LockShut(NotAllowed):
    """No face may be measured at this school."""

    remedy = (
        "The data protection officer opens the lock. If these are not pictures of this school's "
        "children, and everybody in them may be measured, add --not-our-children."
    )


class NobodyMeasurable(NotAllowed):
    """None of the folders is named after a child who may be measured."""

    remedy = (
        "Name each folder after a pupil (name or MIS id) with biometric consent. If these are not "
        "pictures of this school's children, add --not-our-children."
    )


def find_measurable(uow: UnitOfWork, names: Iterable[str]) -> frozenset[str]:
    """Return which of these names are of pupils whose faces may be measured today.

    Raises:
        LockShut: the lock is shut; the message says all that is missing.
        NobodyMeasurable: there is none.
    """
    lock = uow.locks.get(LOCK) or Lock()
    missing = why_shut(lock, School.day(uow.now), uow.people.get(lock.officer))
    if missing:
        raise LockShut(f"No face may be measured at this school: {'; '.join(missing)}.")
    found = frozenset(name for name in names if _may_be_measured(uow, name))
    if not found:
        raise NobodyMeasurable("No folder is named after a child whose face may be measured.")
    return found


def _may_be_measured(uow: UnitOfWork, name: str) -> bool:
    try:
        pupil = find_pupil(name, uow.pupils.all())
    except UsageError:  # nobody is called that, or several are
        return False
    return may_be_measured(pupil, uow.biometrics.of(pupil.id), School.day(uow.now))
