"""A day that turns a yes into a no causes what any other no causes.

A yes ends after its last day; a child who was known to be leaving has left on the day itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Consent, ConsentState
from gatekeeper.ports import UnitOfWork

LEASE = timedelta(minutes=2)


def end_permissions_once_a_day(uow: UnitOfWork) -> tuple[str, ...]:
    """Tell of every yes that ended, and leaver, that was not told of, at a day's first call.

    Returns the pupils (ids) whose permission changed by it.
    """
    today = School.day(uow.now)
    key = f"permissions that ended before {today}"
    if not uow.jobs.claim(key, LEASE):
        return ()
    ended: dict[str, set[ChannelName]] = {}
    for consent in _newest(uow.consents.all()):
        if consent.state_on(today) is ConsentState.EXPIRED and _untold(uow, consent):
            ended.setdefault(consent.pupil, set()).add(consent.channel)
    changed = tuple(sorted({*ended, *_left_untold(uow, today)}))
    if changed:
        permission_changed(uow, changed, {p: frozenset(of) for p, of in ended.items()})
    uow.jobs.finish(key)
    return changed


def _newest(consents: Iterable[Consent]) -> Iterable[Consent]:
    return {(c.pupil, c.channel, c.use): c for c in consents}.values()


def _untold(uow: UnitOfWork, consent: Consent) -> bool:
    key = digest("permission-ended", {"consent": consent.id, "until": str(consent.until)})
    if not uow.jobs.claim(key, LEASE):
        return False
    uow.jobs.finish(key)
    return True


def _left_untold(uow: UnitOfWork, today: date) -> Iterable[str]:
    """Yield who has left and of whom nothing was told since: whatever is told searches for both."""
    told = {e.subject: e.at for e in uow.ledger.entries() if e.what == "permission.changed"}
    for pupil in uow.pupils.all():
        left, last = pupil.left_on, told.get(pupil.id)
        if left is not None and left <= today and (last is None or School.day(last) < left):
            yield pupil.id
