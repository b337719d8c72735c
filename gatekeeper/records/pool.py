"""Connections that stay open between two transactions, and when they are closed.

They are closed when nobody needs the records any more, at the end of the program, and before the
process forks: SQLite's locks do not survive that, and two processes would speak on one wire to
PostgreSQL. What is in a transaction at that moment is left alone, as everywhere.
"""

from __future__ import annotations

import os
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, QueuePool

POOL: dict[str, Any] = {
    "poolclass": QueuePool,
    "pool_size": 4,
    "max_overflow": -1,  # nobody waits for a connection; what is beyond the size is closed again
    "pool_use_lifo": True,
    "hide_parameters": True,  # no error's text tells what is on record
}
_ENGINES: weakref.WeakSet[Engine] = weakref.WeakSet()


def pooled(engine: Engine) -> Engine:
    """Return an engine whose idle connections are closed before this process forks."""
    _ENGINES.add(engine)
    return engine


@contextmanager
def closing(engine: Engine) -> Iterator[Engine]:
    """Use an engine, and close its idle connections afterwards."""
    try:
        yield engine
    finally:
        engine.dispose()


def close_with(user: object, engine: Engine) -> None:
    """Close the engine's idle connections when its user is gone, at the latest at the end."""
    weakref.finalize(user, engine.dispose)


def close_idle() -> None:
    """Close every connection of this process that is in no transaction."""
    for engine in tuple(_ENGINES):
        engine.dispose()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=close_idle)
