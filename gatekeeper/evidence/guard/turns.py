"""Several guards of which one at a time has a child."""

from __future__ import annotations

import threading
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol


class Ends(Protocol):
    """Somebody whose child can be ended."""

    def drop(self) -> None:
        """End the child, if there is one."""


class Turns:
    """Ends the child of the guard before when another guard is called; calls wait for each other.

    So together they need no more memory than the hungriest of them. What it costs is a start, with
    the models, at each change; whoever does all of one kind before the other changes once.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last: weakref.ref[Ends] | None = None

    @contextmanager
    def of(self, guard: Ends) -> Iterator[None]:
        """Let this guard, and no other, have a child while the block runs."""
        with self._lock:
            before = self._last() if self._last is not None else None
            if before is not None and before is not guard:
                before.drop()
            self._last = weakref.ref(guard)
            yield
