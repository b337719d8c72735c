"""The database connection, made when asked for, and what its failures mean to a person."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError, IntegrityError

from gatekeeper.errors import CouldNotCheck, GatekeeperError, NotYet, OnlyReading, StaleWrite
from gatekeeper.records.pool import POOL, pooled

_READS = "gatekeeper_reads"
TAKEN = frozenset({"55P03", "40P01", "40001"})
"""PostgreSQL's codes for a lock not had in time, a deadlock, and an order that cannot be kept."""
ONLY_READS = "25006"
"""PostgreSQL's code for writing in a transaction that only reads."""
PATIENCE = timedelta(seconds=10)
"""How long a step waits for another program's transaction."""
A_MOMENT = timedelta(milliseconds=100)
"""How long emptying the log waits for whoever is reading."""


def sqlite_engine(database: Path, patience: timedelta = PATIENCE) -> Engine:
    """Return an engine on a SQLite file whose transactions never overlap.

    Connections stay open (`gatekeeper.records.pool`): else each would set itself up anew, and the
    last one to close would write the whole log back into the file. A process may be killed at any
    time.
    """
    url = URL.create("sqlite", database=str(database))
    # A connection goes from thread to thread with its transactions, and is in one at a time.
    waits = {"timeout": patience.total_seconds(), "check_same_thread": False}
    engine = pooled(create_engine(url, connect_args=waits, **POOL))
    settings = (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
    )

    @event.listens_for(engine, "connect")
    def _set_up(connection: sqlite3.Connection, _record: Any) -> None:
        # Off, or the driver would begin transactions by itself, too late and not IMMEDIATE.
        connection.isolation_level = None
        for setting in settings:
            connection.execute(f"PRAGMA {setting}")

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        database: Any = connection.connection.driver_connection
        if not reads(connection):
            database.execute("PRAGMA query_only = OFF")
            database.execute("BEGIN IMMEDIATE")
            return
        database.execute("PRAGMA query_only = ON")
        database.execute("BEGIN")
        # SQLite takes its snapshot at the first look, and the moment of it is told afterwards.
        database.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()

    return engine


def reading(engine: Engine) -> Engine:
    """Return the same engine for transactions that only read: they see one moment, alone."""
    return engine.execution_options(**{_READS: True})


def require_writing(connection: Connection) -> None:
    """Stop before anything is written, be it a file, in a transaction that only reads.

    Raises:
        OnlyReading: it is one.
    """
    if reads(connection):
        raise OnlyReading


def reads(connection: Connection) -> bool:
    """Whether a connection is in a transaction that only reads."""
    return bool(connection.get_execution_options().get(_READS))


def empty_log(engine: Engine) -> bool:
    """Write the log back into the database and empty it, so that no erased row lies there.

    False when somebody is still reading what it holds. Nobody waits for that: whoever empties keeps
    everybody from writing meanwhile.
    """
    with plainly(), contextlib.closing(engine.raw_connection()) as connection:
        connection.detach()
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {A_MOMENT // timedelta(milliseconds=1)}")
        busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


@contextlib.contextmanager
def plainly() -> Iterator[None]:
    """Turn a database's error into a sentence with a remedy."""
    try:
        yield
    except DBAPIError as error:
        raise _told(error) from error
    except sqlite3.Error as error:
        raise _told(error) from error


def _told(error: DBAPIError | sqlite3.Error) -> GatekeeperError:
    cause = error.orig if isinstance(error, DBAPIError) else error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    state = getattr(cause, "sqlstate", None)
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED} or state in TAKEN:
        return NotYet(
            "Another gatekeeper is writing at this moment.",
            "Wait a moment and do it again. Nothing was changed.",
        )
    if code == sqlite3.SQLITE_READONLY or state == ONLY_READS:
        return OnlyReading()
    if isinstance(error, IntegrityError):
        return StaleWrite("Somebody else changed the same thing at the same moment.")
    return CouldNotCheck(f"The school's records could not be read or written: {cause}.")
