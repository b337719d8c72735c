"""Keeping what was found: some results in one transaction, which is there whole or not at all.

A transaction waits for the disk, so results wait for one another; never longer than it takes to
look at one picture more. A run that is killed meanwhile looks at them again, and finds the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from time import monotonic

from gatekeeper.batch.look import Done
from gatekeeper.desk.checking.gather import Found, Job, store
from gatekeeper.errors import NotFound
from gatekeeper.ports import Records

MOST = 16
"""Results that are kept in one transaction."""
LONGEST = 0.5
"""Seconds after which the next result takes those along that waited."""


def keep(records: Records, found: Iterable[Done], now: Callable[[], float] = monotonic) -> None:
    """Keep results as they come; those that came before a failure are kept, too."""
    waiting: list[Done] = []
    since = now()
    try:
        for done in found:
            since = since if waiting else now()
            waiting.append(done)
            if len(waiting) >= MOST or now() - since >= LONGEST:
                some, waiting = waiting, []
                _store(records, some)
    finally:
        _store(records, waiting)


def _store(records: Records, some: Sequence[Done]) -> None:
    told = [(one.job, one.found) for one in some if one.found is not None]
    if not told:
        return
    try:
        _together(records, told)
    except NotFound:
        # A post was erased meanwhile: what was found in it goes with it, and nothing else does.
        for one in told:
            with suppress(NotFound):
                _together(records, [one])


def _together(records: Records, told: Iterable[tuple[Job, Found]]) -> None:
    with records.begin() as uow:
        for job, found in told:
            store(uow, job, found)
