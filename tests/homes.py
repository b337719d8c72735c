"""New homes to try things on, copied from one that was made once, on either database.

Beside a home in PostgreSQL lies a file with its database's address: other processes of a test find
it there, as those of a school find it in their settings.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine, make_url

from gatekeeper.ports import Clock
from gatekeeper.records import home
from gatekeeper.records.database import open_engine
from gatekeeper.records.pool import close_idle
from tests.fakes.clock import FrozenClock
from tests.postgresql import Server

DATABASES = {"SQLite": "sqlite_home", "PostgreSQL": "postgresql_home"}
"""The fixture with a new home, by the database in which its records are."""
_USED: list[Engine] = []


@dataclass(frozen=True, slots=True)
class New:
    """A new home; `server` and `database` where its records are in PostgreSQL."""

    root: Path
    server: Server | None = None
    database: str = ""


def new_home(root: Path, server: Server | None = None) -> New:
    """Make a home."""
    database = server.create() if server else ""
    home.make_home(root, FrozenClock(), server.address(database) if server else "")
    return New(root, server, database)


@contextmanager
def a_copy(new: New, root: Path) -> Iterator[Path]:
    """Copy a home with its database, and forget the database afterwards."""
    close_idle()
    shutil.copytree(new.root, root)
    database = new.server.create(template=new.database) if new.server else ""
    if new.server:
        _note(root).write_text(new.server.address(database))
    yield root
    close_idle()
    _USED.clear()
    if new.server:
        new.server.drop(database)


def address_of(root: Path) -> str:
    """Return the address of a home's database; empty where its records are in a file."""
    return _note(root).read_text() if _note(root).exists() else ""


def copied(root: Path, copy: Path) -> Path:
    """Copy a home as it is, with its database, as whoever makes a backup while nothing runs."""
    close_idle()
    shutil.copytree(root, copy)
    if address_of(root):
        with _beside(root) as server:
            name = f"copy_of_{_name(root)}_{copy.name.replace(' ', '_')}"
            server.execute(f'CREATE DATABASE {name} TEMPLATE "{_name(root)}"')
        _note(copy).write_text(_named(root, name))
    return copy


def put_back(copy: Path, root: Path) -> None:
    """Put a copy's database in the place of the one that is there; the keys stay as they are."""
    close_idle()
    if not address_of(root):
        shutil.copy(home.Layout(copy).database, home.Layout(root).database)
        return
    with _beside(root) as server:
        server.execute(f'DROP DATABASE "{_name(root)}" WITH (FORCE)')
        server.execute(f'CREATE DATABASE "{_name(root)}" TEMPLATE "{_name(copy)}"')


@contextmanager
def raw(root: Path) -> Iterator[Raw]:
    """Open a home's database as a thief would, without any of our settings."""
    if address_of(root):
        with psycopg.connect(address_of(root)) as connection:
            yield Raw(connection, "%s")
    else:
        with contextlib.closing(sqlite3.connect(home.Layout(root).database)) as connection:
            yield Raw(connection, "?")
            connection.commit()


class Raw:
    """A connection on which statements are the same for both databases."""

    def __init__(self, connection: Any, mark: str) -> None:
        self._connection = connection
        self._mark = mark

    def execute(self, statement: str, *values: object) -> Any:
        """Run a statement; `?` stands for a value."""
        return self._connection.execute(statement.replace("?", self._mark), values)


def engine_of(root: Path) -> Engine:
    """Return an engine as gatekeeper makes it; it is closed with the copy of the home."""
    _USED.append(open_engine(home.Layout(root).database, address_of(root)))
    return _USED[-1]


@contextmanager
def _beside(root: Path) -> Iterator[Any]:
    with psycopg.connect(_named(root, "postgres"), autocommit=True) as connection:
        yield connection


def _named(root: Path, name: str) -> str:
    return make_url(address_of(root)).set(database=name).render_as_string(hide_password=False)


def _name(root: Path) -> str:
    return make_url(address_of(root)).database or ""


def open_home(root: Path, clock: Clock, *, in_checkout: bool = False) -> home.Home:
    """Open a home, wherever its records are."""
    return home.open_home(root, clock, address_of(root), in_checkout=in_checkout)


def _note(root: Path) -> Path:
    return root.with_name(f"{root.name}.database")
