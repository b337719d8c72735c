"""A crew: whoever examines the pictures of an audit. Three ways to do the same.

In process one after the other; in lanes on all cores of this machine; on a cluster that the school
has. In each a picture is only ever opened in a guarded child, which is replaced when it dies; a
look that failed is tried once more. What fails twice was not checked; the others go on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Protocol

from gatekeeper.batch.crews.in_process import InProcess
from gatekeeper.batch.crews.lanes import Lanes
from gatekeeper.batch.look import Done, Task
from gatekeeper.bootstrap import App, open_examiners, read_sheets
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.errors import UsageError
from gatekeeper.ports import Archive
from gatekeeper.settings import Settings

QUICK_THERE = "The workers of a cluster look for faces quickly."


class Crew(Protocol):
    """Examines pictures of an archive."""

    @property
    def examiners(self) -> Examiners:
        """Those by whose versions the evidence is kept."""

    @property
    def size(self) -> int:
        """How many pictures are examined at once."""

    @property
    def here(self) -> tuple[Examiners, ...]:
        """Those on this machine: whatever has to do with a child's numbers is theirs alone."""

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person has to know about it; mostly nothing."""

    def examine(self, archive: Archive, tasks: Iterable[Task]) -> Iterator[Done]:
        """Yield what each task came to, in any order, as soon as it is known.

        Raises:
            CouldNotCheck: nobody is left who could go on; what was yielded before is right.
        """


@contextmanager
def open_crew(
    app: App, settings: Settings, lanes: int, cluster: str = "", *, thorough: bool = False
) -> Iterator[Crew]:
    """Start a crew of so many lanes on this machine, or on the cluster of a Dask scheduler.

    A `thorough` one looks for faces as in a draft, and is on this machine alone.

    Raises:
        UsageError: the cluster's address is not safe, Dask is not installed, or it looks quickly.
        CouldNotCheck: the cluster cannot be reached, or nobody there has our versions.
    """
    if thorough and cluster:
        raise UsageError(QUICK_THERE, "Leave one of the two out: `--thorough` or `--cluster`.")
    mine = app.examiners.for_audit(thorough=thorough)
    with ExitStack() as stack:
        if cluster:
            yield stack.enter_context(_on_cluster(mine, settings, cluster))
        elif lanes == 1:
            yield InProcess(mine)
        else:
            sheets = read_sheets(app.layout.rules)
            others = [
                stack.enter_context(open_examiners(settings.models, sheets))
                for _ in range(lanes - 1)
            ]
            yield Lanes([mine, *(one.for_audit(thorough=thorough) for one in others)])


def _on_cluster(
    examiners: Examiners, settings: Settings, address: str
) -> AbstractContextManager[Crew]:
    try:
        from gatekeeper.batch.crews.cluster import open_cluster  # noqa: PLC0415 - loads Dask
    except ImportError as error:
        message = "An audit on a cluster needs Dask, which is not installed."
        remedy = "Install it here and there: `pip install distributed`."
        raise UsageError(message, remedy) from error
    return open_cluster(examiners, settings, address)
