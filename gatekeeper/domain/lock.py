"""Is the lock open on this day, and if not, why not: everything that stands against it, at once.

Nothing has to happen for it to shut: whoever asks on the day after the last is told no.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from gatekeeper.domain.biometrics import Lock
from gatekeeper.domain.people import Duty, Person


class WhyShut(StrEnum):
    """One condition that is missing (DPIA: UK GDPR art. 35; the others: see `biometrics`)."""

    NOT_OPENED = "the data protection officer has not opened the lock"
    CLOSED = "the lock was shut again"
    NO_ASSESSMENT = "no impact assessment (DPIA) is named"
    NO_OFFICER = "whoever opened it is not the data protection officer now"
    NO_NOTICE = "it is not on record on which day every parent was notified"
    NO_REVIEW = "no day is named by which it is to be reviewed"
    REVIEW_PASSED = "the day by which it was to be reviewed has passed"
    NO_ALTERNATIVE = "it is not said what is offered to children who are not measured"
    NO_SCOPE_REASON = "no reason is given for how far it opens"


def why_shut(lock: Lock, day: date, officer: Person | None) -> tuple[WhyShut, ...]:
    """Return every condition that is missing on a day; none means that the lock is open.

    `officer` is the person named by `lock.officer`, as on record now.
    """
    missing = {
        WhyShut.NOT_OPENED: lock.opened_at is None,
        WhyShut.CLOSED: lock.closed_at is not None,
        WhyShut.NO_ASSESSMENT: not lock.dpia.strip(),
        WhyShut.NO_OFFICER: not _stands_for(lock, officer),
        WhyShut.NO_NOTICE: lock.noticed_on is None or lock.noticed_on > day,
        WhyShut.NO_REVIEW: lock.review_by is None,
        WhyShut.REVIEW_PASSED: lock.review_by is not None and lock.review_by < day,
        WhyShut.NO_ALTERNATIVE: not lock.alternative.strip(),
        WhyShut.NO_SCOPE_REASON: not lock.scope_reason.strip(),
    }
    return tuple(why for why, is_missing in missing.items() if is_missing)


def _stands_for(lock: Lock, officer: Person | None) -> bool:
    return officer is not None and officer.id == lock.officer and officer.may(Duty.OPEN_LOCK)
