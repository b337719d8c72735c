"""The worker's side of a cluster: `dask worker ... --preload gatekeeper.batch.crews.at_worker`.

A worker is handed bytes and tells what is in them. It starts its examiners once, with guarded
children as everywhere, from the models of its own machine (GATEKEEPER_MODELS), and offers itself
under a name made of their versions: work is only ever given to workers with the asker's versions.
"""

from __future__ import annotations

from contextlib import ExitStack
from typing import Any

from distributed import get_worker

from gatekeeper.batch.crews.versions import fit
from gatekeeper.batch.look import Asked, look_at
from gatekeeper.bootstrap import bundled, open_examiners, read_sheets
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import Found
from gatekeeper.errors import CouldNotCheck
from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import from_environment


def dask_setup(worker: Any) -> None:
    """Start what looks at pictures; Dask calls it before the worker tells the scheduler of itself.

    Raises:
        CouldNotCheck: models are missing on this machine, or are not the right ones.
    """
    models = from_environment().models
    if missing_or_altered(models):
        message = "This worker lacks models, or has altered ones."
        raise CouldNotCheck(message, "Run `gatekeeper models fetch` on its machine.")
    worker.gatekeeper_ends = stack = ExitStack()
    examiners = stack.enter_context(open_examiners(models, read_sheets(bundled("rules"))))
    seat(worker, examiners.for_audit())


def dask_teardown(worker: Any) -> None:
    """End the child processes; Dask calls it when the worker ends."""
    worker.gatekeeper_ends.close()


def seat(worker: Any, examiners: Examiners) -> None:
    """Let a worker look at one picture at a time, under the name of these versions."""
    worker.gatekeeper = examiners
    worker.state.total_resources[fit(examiners)] = 1
    worker.state.available_resources[fit(examiners)] = 1


def look_here(asked: Asked) -> Found | None:
    """Look at a picture with the examiners of the worker on which this runs."""
    worker: Any = get_worker()
    return look_at(worker.gatekeeper, asked)
