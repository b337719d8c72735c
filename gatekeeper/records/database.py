"""Which database a home's records are in: the file in the home, or PostgreSQL by its address."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine

from gatekeeper.errors import UsageError
from gatekeeper.records import postgresql
from gatekeeper.records.engine import empty_log, plainly, sqlite_engine


def open_engine(file: Path, database: str) -> Engine:
    """Return the engine; `database` is PostgreSQL's address, or empty for the home's own file.

    Raises:
        UsageError: the address cannot be used, or the home has its records in its file already.
    """
    if not database:
        return sqlite_engine(file)
    if file.exists():
        message = f"This home has its records in {file.name}, and an address of PostgreSQL is set."
        remedy = f"Unset {postgresql.SETTING}, or name another home: records are in one place only."
        raise UsageError(message, remedy)
    return postgresql.postgresql_engine(database)


def where(file: Path, database: str) -> str:
    """Return in plain words where the records are; never an account, never a password."""
    return postgresql.where(database) if database else f"SQLite, {file.name}"


def empty(engine: Engine) -> bool:
    """Leave as little as can be of rows that were erased; False when that has to be done again."""
    if engine.dialect.name == "sqlite":
        return empty_log(engine)
    with plainly():
        postgresql.empty(engine)
    return True
