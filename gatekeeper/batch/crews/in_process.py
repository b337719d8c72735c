"""In process: one picture after another, with the child processes of the opened home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gatekeeper.batch.look import Done, Task, done
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.ports import Archive


class InProcess:
    """Examines one picture at a time."""

    size = 1
    notes: tuple[str, ...] = ()

    def __init__(self, examiners: Examiners) -> None:
        self.examiners = examiners
        self.here = (examiners,)

    def examine(self, archive: Archive, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield what each task came to."""
        for task in tasks:
            yield done(self.examiners, archive, task)
