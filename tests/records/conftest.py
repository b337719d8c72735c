"""Homes to try things on, with their records in either database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from gatekeeper.records.engine import sqlite_engine
from gatekeeper.records.home import Home
from gatekeeper.records.pool import closing
from gatekeeper.records.postgresql import postgresql_engine
from tests.fakes.clock import FrozenClock
from tests.homes import DATABASES, New, a_copy, open_home
from tests.postgresql import Server


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(params=DATABASES)
def new(request: pytest.FixtureRequest) -> New:
    """Return a new home; a module about one database's own ways says so in a `new` of its own."""
    found: New = request.getfixturevalue(DATABASES[request.param])
    return found


@pytest.fixture
def root(new: New, tmp_path: Path) -> Iterator[Path]:
    """Return the folder of a new home."""
    with a_copy(new, tmp_path / "home") as root:
        yield root


@pytest.fixture
def home(root: Path, clock: FrozenClock) -> Home:
    """Return a new home, open."""
    return open_home(root, clock)


@pytest.fixture(params=DATABASES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """Return an engine on a database with nothing in it."""
    if request.param == "SQLite":
        with closing(sqlite_engine(tmp_path / "new.sqlite3")) as engine:
            yield engine
        return
    server: Server = request.getfixturevalue("postgresql")
    database = server.create()
    with closing(postgresql_engine(server.address(database))) as engine:
        yield engine
    server.drop(database)
