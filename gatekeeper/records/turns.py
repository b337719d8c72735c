"""Transactions of one process, one after the other, in the order in which they were asked for.

SQLite lets only one write and has the others try again by chance: among ten who press at once, one
may go away empty-handed after all its patience. In a line nobody does.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from gatekeeper.errors import NotYet

PATIENCE = timedelta(minutes=1)
"""How long somebody stands in the line before being told."""


class Turns:
    """A line of threads."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._line: deque[object] = deque()

    @contextmanager
    def turn(self, patience: timedelta = PATIENCE) -> Iterator[None]:
        """Wait for one's turn, and give it up at the end.

        Raises:
            NotYet: somebody in front took too long.
        """
        mine = object()
        with self._changed:
            self._line.append(mine)
            try:
                self._wait(mine, patience)
            except BaseException:
                self._line.remove(mine)
                self._changed.notify_all()
                raise
        try:
            yield
        finally:
            with self._changed:
                self._line.popleft()
                self._changed.notify_all()

    def _wait(self, mine: object, patience: timedelta) -> None:
        if not self._changed.wait_for(lambda: self._line[0] is mine, patience.total_seconds()):
            raise NotYet("Too many are writing at this moment.", "Wait a little, do it again.")
