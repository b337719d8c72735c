"""Erasing what has been kept long enough: once a day, by the server, each with a receipt.

The key and the salt of a post or complaint are destroyed, so that nothing of it can be read again
and no digest in the ledger can be guessed; the ledger itself stays valid. With a post goes what
archives told of it. What an incident, a
complaint or somebody's order is about stays. Safe to repeat, and by two servers at once.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import timedelta

from gatekeeper.desk.audit.goes_with import goes_with
from gatekeeper.desk.rights.retention import Due, periods, still_to_erase, to_erase
from gatekeeper.desk.rights.spared import spared
from gatekeeper.desk.school import School
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.retention import Erased, Kept
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import Records, UnitOfWork

_log = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)


def erase_due(records: Records) -> tuple[Erased, ...]:
    """Erase whatever is due, if nobody did so today; return the receipts."""
    with records.begin() as uow:
        job = f"erase what was kept long enough {School.day(uow.now)}"
        if not uow.jobs.claim(job, LEASE):
            return ()
        due = to_erase(uow)
    erased = [_one(records, item) for item in due]
    with records.begin() as uow:
        uow.jobs.finish(job)
    return tuple(receipt for receipt in erased if receipt is not None)


def _one(records: Records, item: Due) -> Erased | None:
    """Erase one thing in a transaction of its own, unless something came up in between."""
    try:
        with records.begin() as uow:
            if not still_to_erase(uow, item):
                return None
            return _erase(uow, item)
    except GatekeeperError:
        # Such as a complaint of an earlier release, which has no key of its own. It stays due.
        _log.warning("Due, and could not be erased: %s %s", item.kept.value, item.subject)
        return None


def _erase(uow: UnitOfWork, item: Due) -> Erased:
    period = periods(uow)[item.kept]
    assert period is not None  # noqa: S101 - nothing is due without one
    if item.kept is Kept.COMPLAINTS:
        uow.erase(item.subject)
    else:
        for live in _told_of(uow, item):
            _post(uow, live)
            details = {"with": item.subject}
            uow.ledger.append("post.erased", actor=SCHOOL, subject=live, details=details)
        _post(uow, item.subject)
    entry = uow.ledger.append(
        f"{'complaint' if item.kept is Kept.COMPLAINTS else 'post'}.erased",
        actor=SCHOOL,
        subject=item.subject,
        details={"days": str(period.days), "since": item.since.isoformat()},
    )
    receipt = Erased(
        uow.mint(),
        item.kept,
        item.subject,
        item.since,
        period.days,
        uow.now,
        entry.number,
        entry.hash,
    )
    uow.erasures.put(receipt)
    return receipt


def _post(uow: UnitOfWork, post: str) -> None:
    _leave_no_trace(uow, post)
    uow.erase(post)


def _told_of(uow: UnitOfWork, item: Due) -> tuple[str, ...]:
    """Return what archives told of a post and goes with it, but what stays for a reason itself."""
    unless = spared(uow)
    found = (live.id for live in goes_with(uow, item.subject))
    return tuple(live for live in found if not unless.why(Kept.TAKEN_DOWN, live))


def _leave_no_trace(uow: UnitOfWork, post: str) -> None:
    """End what is kept elsewhere about a post: suggested names, and what there was to do."""
    for suggested in [item for item in uow.suggestions.all() if item.post == post]:
        uow.erase(suggested.id)
    published = {item.id for item in uow.published.of(post)}
    grants = {grant.id for grant in uow.grants.of(post)}
    for task in [t for t in uow.tasks.all() if t.subject in published | grants | {post}]:
        if task.done_at is None:
            done = replace(task, done_at=uow.now, done_by=SCHOOL, outcome="it was erased")
            uow.tasks.put(done, seen=uow.tasks.version(task.id))
