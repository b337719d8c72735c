"""PostgreSQL in place of the file in the home: the same tables, the same promises.

A school has a database to itself. See docs/decisions/0013-postgresql.md.
"""

from __future__ import annotations

import importlib.util
import ipaddress
from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from gatekeeper.errors import UsageError
from gatekeeper.records.engine import PATIENCE, reads
from gatekeeper.records.pool import POOL, pooled

SETTING = "GATEKEEPER_DATABASE"
OPTIONS = frozenset({"host", "port", "sslmode", "sslrootcert", "sslcert", "sslkey"})
"""What may stand behind the `?`; anything else could lead the driver elsewhere."""
PROVED = "verify-full"
"""The mode of TLS in which the server proves that it is the one that was meant."""
_ONE_AT_A_TIME = 6_021_738
"""The number of the lock on which whoever writes waits; a database has locks of its own."""
_WRITING = (
    # Whatever the account's or database's default: what comes after the lock sees what was
    # committed before it was had, and what is committed survives a power cut.
    "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE",
    "SET LOCAL synchronous_commit = on",
)
_UNDO_NOTHING = "VACUUM owner, pupil_code, blob, audit_judgement"


def postgresql_engine(database: str, patience: timedelta = PATIENCE) -> Engine:
    """Return an engine on a PostgreSQL database whose writing transactions never overlap.

    They wait for one lock that goes with the transaction, however it ends. SERIALIZABLE would have
    one of two fail at its end instead, and every deed be ready to be done twice. Whoever reads sees
    one moment, alone. Connections stay open, as with SQLite; one that the server has closed
    meanwhile is noticed before it is used.

    Raises:
        UsageError: the address is not of the right form, would send in the open what only TLS may
            carry, or the driver is not installed.
    """
    url = _checked(database)
    if importlib.util.find_spec("psycopg") is None:
        message = "This installation of gatekeeper cannot speak with PostgreSQL."
        raise UsageError(message, "Install it: pip install 'psycopg[binary]'")
    engine = pooled(create_engine(url, pool_pre_ping=True, **POOL))
    waits = f"SET LOCAL lock_timeout = {int(patience.total_seconds() * 1000)}"

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        if reads(connection):
            connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            # The snapshot is taken at the first look, and the moment of it is told afterwards.
            connection.exec_driver_sql("SELECT 1")
            return
        for statement in (*_WRITING, waits):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})")

    return engine


def where(database: str) -> str:
    """Return the server and the database's name, without account and password.

    Raises:
        UsageError: the address is not of the right form.
    """
    url = _checked(database)
    return f"PostgreSQL, {url.database} at {', '.join(_hosts(url))}"


def empty(engine: Engine) -> None:
    """Give back the room of erased rows; PostgreSQL overwrites it when it needs it."""
    raw = engine.raw_connection()
    # VACUUM is no part of a transaction, and what commits by itself must never serve another.
    raw.detach()
    try:
        raw.dbapi_connection.autocommit = True  # type: ignore[union-attr]
        raw.cursor().execute(_UNDO_NOTHING)
    finally:
        raw.close()


def _checked(database: str) -> URL:
    """Return the address as the driver takes it. No error tells any part of it."""
    try:
        url = make_url(database)
    except (ArgumentError, ValueError):
        raise _not_so("It is not of the right form.") from None
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise _not_so("It is not PostgreSQL's.")
    if not url.database:
        raise _not_so("It names no database.")
    if not set(url.query) <= OPTIONS:
        raise _not_so(f"Behind the ? only these may stand: {', '.join(sorted(OPTIONS))}.")
    hosts = _hosts(url)
    if not hosts:
        raise _not_so("It names no server.")
    if not all(map(_on_this_machine, hosts)) and url.query.get("sslmode") != PROVED:
        message = "The database's server would not have to prove who it is."
        remedy = f"Add ?sslmode={PROVED} (and &sslrootcert=FILE) to {SETTING}."
        raise UsageError(message, remedy)
    return url.set(drivername="postgresql+psycopg")


def _hosts(url: URL) -> tuple[str, ...]:
    behind = url.query.get("host", ())
    named: Iterable[str] = (behind,) if isinstance(behind, str) else behind
    return tuple(one for part in (url.host or "", *named) for one in part.split(",") if one)


def _on_this_machine(host: str) -> bool:
    if host.startswith("/") or host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _not_so(why: str) -> UsageError:
    return UsageError(
        f"The database's address in {SETTING} cannot be used. {why}",
        "Write it as postgresql://ACCOUNT@SERVER/DATABASE?sslmode=verify-full.",
    )
