"""Comparing by the server's clock: every day where a door allows it, else a task every week.

The door is asked once a day. When it does not answer, or cannot be compared, somebody is told and
it is asked again in an hour; when it asks us to stop we stop at once, tell somebody, and wait twice
as long each time.
"""

from __future__ import annotations

from datetime import timedelta

from gatekeeper.desk.audit.reconcile import Door, reconcile
from gatekeeper.desk.audit.told_live import ask_to_compare, ask_weekly, asked_since
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.reconciled import Compared
from gatekeeper.errors import GatekeeperError
from gatekeeper.ports import Records

JOB, WEEKLY = "compare what is live", "ask for what is live to be compared"
LEASE = timedelta(minutes=30)
"""How long one comparison may take before another server may begin one."""
A_DAY, AN_HOUR, LONGEST = timedelta(days=1), timedelta(hours=1), timedelta(days=7)


def reconcile_when_due(
    records: Records, examiners: Examiners, door: Door | None
) -> Compared | None:
    """Compare through the door if a day has passed, and ask weekly for what has no door."""
    with records.begin() as uow:
        if uow.jobs.claim(WEEKLY, AN_HOUR):
            ask_weekly(uow, besides=(door.channel,) if door else ())
        if door is None or not uow.jobs.claim(JOB, LEASE):
            return None
    try:
        found = reconcile(records, examiners, SCHOOL, door)
    except GatekeeperError as error:
        found = _not_compared(records, door, error)
    with records.begin() as uow:
        uow.jobs.release(JOB)
        uow.jobs.claim(JOB, _pause(found, asked_since(uow, door.channel)))
    return found


def _not_compared(records: Records, door: Door, error: GatekeeperError) -> Compared:
    """Have somebody told; the error's words may hold a name, so its kind has to do."""
    with records.begin() as uow:
        ask_to_compare(uow, door.channel, "It could not be compared by the server.")
    return Compared(0, (), 0, (f"anything: {type(error).__name__}",), broke=True)


def _pause(found: Compared, asked: timedelta) -> timedelta:
    """Return how long to wait; `asked` is for how long somebody has known of the refusals."""
    if found.refused:
        return min(LONGEST, max(A_DAY, asked))
    return AN_HOUR if found.broke else A_DAY
