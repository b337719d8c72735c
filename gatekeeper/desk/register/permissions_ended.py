"""A yes whose last day is over is a no like any other: what it causes is caused the day after."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.register import Consent, ConsentState
from gatekeeper.ports import UnitOfWork

LEASE = timedelta(minutes=2)


def end_permissions_once_a_day(uow: UnitOfWork) -> tuple[str, ...]:
    """Tell of every yes that ended and was not told of, at the first call of a day.

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
    if ended:
        permission_changed(uow, ended, {p: frozenset(of) for p, of in ended.items()})
    uow.jobs.finish(key)
    return tuple(sorted(ended))


def _newest(consents: Iterable[Consent]) -> Iterable[Consent]:
    return {(c.pupil, c.channel, c.use): c for c in consents}.values()


def _untold(uow: UnitOfWork, consent: Consent) -> bool:
    key = digest("permission-ended", {"consent": consent.id, "until": str(consent.until)})
    if not uow.jobs.claim(key, LEASE):
        return False
    uow.jobs.finish(key)
    return True
