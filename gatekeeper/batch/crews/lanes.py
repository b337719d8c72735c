"""Lanes: on all cores, each lane with child processes of its own.

A lane waits for its children, in which alone pictures are opened, so threads are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from queue import SimpleQueue

from gatekeeper.batch.look import Done, Task, done
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.ports import Archive


class Lanes:
    """Examines pictures in as many lanes as it was given."""

    notes: tuple[str, ...] = ()

    def __init__(self, lanes: Sequence[Examiners]) -> None:
        self.examiners = lanes[0]
        self.here = tuple(lanes)
        self.size = len(lanes)
        self._free: SimpleQueue[Examiners] = SimpleQueue()
        for lane in lanes:
            self._free.put(lane)

    def examine(self, archive: Archive, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield what each task came to, as soon as it is known."""
        with ThreadPoolExecutor(self.size, "lane") as pool:
            try:
                asked = [pool.submit(self._one, archive, task) for task in tasks]
                for future in as_completed(asked):
                    yield future.result()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)

    def _one(self, archive: Archive, task: Task) -> Done:
        lane = self._free.get()
        try:
            return done(lane, archive, task)
        finally:
            self._free.put(lane)
