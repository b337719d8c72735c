"""May this child's face be measured: one pure function of what family and child said.

Everything counts in the order in which it was written down, but a yes from before a no that is
filed late lifts nothing. Each parent's newest word counts; one no among them is no, whoever says
yes beside it, and the child's own no stands above all of them (Protection of Freedoms Act 2012,
section 26). It has nothing to do with being shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

from gatekeeper.domain.biometrics import FORBIDDING, BiometricKind, BiometricRecord
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.spelling import squash


class WhyNot(StrEnum):
    """What is missing, or stands against it."""

    NOT_ON_ROLL = "the child is not on the roll"
    NOT_NOTIFIED = "the parents were not notified"
    NOT_AGREED = "no parent has agreed in writing"
    PARENT_SAYS_NO = "a parent objects or has withdrawn"
    CHILD_SAYS_NO = "the child refuses"


_OF_THE_CHILD = frozenset({BiometricKind.REFUSED, BiometricKind.WILLING})
_OF_A_PARENT = frozenset({BiometricKind.AGREED, BiometricKind.OBJECTED, BiometricKind.WITHDRAWN})


def why_not(pupil: Pupil, records: Iterable[BiometricRecord], day: date) -> tuple[WhyNot, ...]:
    """Return all that stands against measuring a child on a day; nothing means that it may be.

    `records` are the child's, in the order in which they were written down.
    """
    counting = [r for r in records if r.pupil == pupil.id and _counts(r, day)]
    parents = _newest((squash(r.said_by), r) for r in counting if r.kind in _OF_A_PARENT)
    child = _newest((pupil.id, r) for r in counting if r.kind in _OF_THE_CHILD)
    against = {
        WhyNot.NOT_ON_ROLL: pupil.left_on is not None and pupil.left_on <= day,
        WhyNot.NOT_NOTIFIED: all(r.kind is not BiometricKind.NOTIFIED for r in counting),
        WhyNot.NOT_AGREED: BiometricKind.AGREED not in parents.values(),
        WhyNot.PARENT_SAYS_NO: not FORBIDDING.isdisjoint(parents.values()),
        WhyNot.CHILD_SAYS_NO: BiometricKind.REFUSED in child.values(),
    }
    return tuple(why for why, stands in against.items() if stands)


def may_be_measured(pupil: Pupil, records: Iterable[BiometricRecord], day: date) -> bool:
    """Whether nothing stands against measuring the child on this day."""
    return not why_not(pupil, records, day)


def _newest(said: Iterable[tuple[str, BiometricRecord]]) -> dict[str, BiometricKind]:
    """Return what counts of each person's words, which come in the order of writing down."""
    newest: dict[str, BiometricRecord] = {}
    for who, record in said:
        before = newest.get(who)
        if before is None or not _lies_before(record, before):
            newest[who] = record
    return {who: record.kind for who, record in newest.items()}


def _lies_before(word: BiometricRecord, before: BiometricRecord) -> bool:
    """Whether a word was said before the no on record; one ahead was said when written."""
    written = before.recorded_at.date() + timedelta(days=1)  # in London it may be tomorrow already
    no = min(before.said_on, written)
    return before.kind in FORBIDDING and word.said_on < no


def _counts(record: BiometricRecord, day: date) -> bool:
    """Whether it counts on the day: a no at once, whatever its date, all else from its day on."""
    return record.kind in FORBIDDING or record.said_on <= day
