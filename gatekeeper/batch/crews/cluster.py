"""On a cluster: machines that the school controls, found through the scheduler of its Dask.

What goes to a worker is a picture's bytes and what is wanted of it; what comes back is what was
found. Keys, names and the database stay here. When a worker dies, its pictures are given to others;
a picture that takes one worker after another along was not checked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice

import dask
from distributed import Client, Future, Security, wait
from distributed.client import FutureCancelledError, FuturesCancelledError

from gatekeeper.batch.crews.address import certificates
from gatekeeper.batch.crews.at_worker import look_here
from gatekeeper.batch.crews.versions import PREFIX, fit
from gatekeeper.batch.look import Asked, Done, Task, ask
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.gather import Found, Job
from gatekeeper.errors import CouldNotCheck
from gatekeeper.ports import Archive
from gatekeeper.settings import Settings

AHEAD = 2
"""Pictures that are given out for each worker: one to look at, one to go on with."""
CONNECT = "20s"
"""How long a scheduler may take to answer, as Dask writes it."""
PATIENCE = 30.0
"""Seconds without any answer after which it is asked whether anybody is left."""
TAKE_UP = "Look after the cluster, then take the audit up with `--resume`. Nothing was lost."


class Cluster:
    """Examines one picture at a time on each worker that has the same versions as the asker."""

    def __init__(self, client: Client, examiners: Examiners, patience: float = PATIENCE) -> None:
        self.examiners = examiners
        self.here = (examiners,)
        self._client = client
        self._fit = fit(examiners)
        self._patience = patience
        fitting, others = self._workers()
        if not fitting:
            raise _nobody(others)
        self.notes = _left_out(fitting, others)

    @property
    def size(self) -> int:
        """How many workers there are at this moment; at least 1."""
        return max(1, self._workers()[0])

    def examine(self, archive: Archive, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield what each task came to; only a few pictures are ever under way.

        Raises:
            CouldNotCheck: the scheduler or all workers are gone; what was yielded before is right.
        """
        left, under_way = iter(tasks), dict[Future[Found | None], Job]()
        while True:
            room = self.size * AHEAD - len(under_way)
            given = [self._give(archive, task) for task in islice(left, max(0, room))]
            yield from (Done(job, None) for job, future in given if future is None)
            under_way |= {future: job for job, future in given if future is not None}
            if not given and not under_way:
                return
            for future in self._answered(under_way):
                yield Done.of(under_way.pop(future), self._found(future))

    def _give(self, archive: Archive, task: Task) -> tuple[Job, Future[Found | None] | None]:
        job, asked = task.job(self.examiners), ask(archive, task)
        return job, self._submit(asked) if asked else None

    def _submit(self, asked: Asked) -> Future[Found | None]:
        # Not pure: its key would else be made of the picture, and stay with the scheduler.
        return self._client.submit(look_here, asked, resources={self._fit: 1}, pure=False)

    def _answered(self, under_way: Iterable[Future[Found | None]]) -> list[Future[Found | None]]:
        """Wait until some are answered; none were given: nothing to wait for."""
        futures = list(under_way)
        while futures:
            try:
                with self._client.as_current():
                    wait(futures, self._patience, "FIRST_COMPLETED")
            except TimeoutError:
                self._require_somebody()
            except FuturesCancelledError as error:
                raise _gone() from error
            if answered := [future for future in futures if future.done()]:
                return answered
        return []

    def _found(self, future: Future[Found | None]) -> Found | None:
        """Return what a worker found; None where workers died of it, or it failed there.

        A worker that dies takes answers along that nobody fetched: another one answers again.
        """
        while not _failed(future):
            try:
                return future.result(self._patience)
            except TimeoutError:
                self._require_somebody()
            except FutureCancelledError as error:
                raise _gone() from error
            except Exception:
                if not _failed(future):
                    raise
        return None

    def _require_somebody(self) -> None:
        fitting, others = self._workers()
        if not fitting:
            raise _nobody(others)

    def _workers(self) -> tuple[int, int]:
        """Return how many workers have our versions, and how many others look at pictures."""
        try:
            workers = self._client.scheduler_info()["workers"].values()
        except OSError as error:
            raise _gone() from error
        offered = [name for worker in workers for name in worker["resources"]]
        ours = sum(name == self._fit for name in offered)
        return ours, sum(name.startswith(PREFIX) for name in offered) - ours


@contextmanager
def open_cluster(
    examiners: Examiners, settings: Settings, address: str, patience: float = PATIENCE
) -> Iterator[Cluster]:
    """Connect with a scheduler, and let it go afterwards; its workers stay as they are.

    Raises:
        UsageError: the address is not safe, or a certificate is missing.
        CouldNotCheck: the scheduler does not answer, or no worker has our versions.
    """
    named = certificates(address, settings)
    security = Security(require_encryption=True, **named) if named else Security()
    # A picture has more than the 10 MB from which Dask warns of what it is given.
    with dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"}):
        try:
            client = Client(address, security=security, set_as_default=False, timeout=CONNECT)
        except OSError as error:
            message = f"The scheduler {address} does not answer, or not to these certificates."
            raise CouldNotCheck(
                message, "Check that it runs, and whose certificates these are."
            ) from error
        with client:
            yield Cluster(client, examiners, patience)


def _failed(future: Future[Found | None]) -> bool:
    return future.status == "error"


def _gone() -> CouldNotCheck:
    return CouldNotCheck("The cluster’s scheduler is gone.", TAKE_UP)


def _nobody(others: int) -> CouldNotCheck:
    if others:
        message = f"All {others} workers of the cluster have other versions of code or models."
        return CouldNotCheck(message, "Install the same gatekeeper there; then `--resume`.")
    message = "No worker of the cluster looks at pictures for gatekeeper."
    return CouldNotCheck(
        message,
        "Start some: `dask worker ... --preload gatekeeper.batch.crews.at_worker`; "
        "then take the audit up with `--resume`.",
    )


def _left_out(fitting: int, others: int) -> tuple[str, ...]:
    if not others:
        return ()
    left = f"{others} of {fitting + others} workers of the cluster have other versions"
    return (f"{left} of code or models and are left out.",)
