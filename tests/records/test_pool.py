"""Connections stay open between two transactions, and are closed in time."""

from __future__ import annotations

import gc
import os
import threading
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from gatekeeper.errors import OnlyReading, StaleWrite
from gatekeeper.records.engine import plainly, reading
from gatekeeper.records.home import Home, Layout
from gatekeeper.records.pool import POOL
from tests.contracts.values import a_version
from tests.fakes.clock import FrozenClock
from tests.homes import New, a_copy, engine_of, open_home


@pytest.fixture
def opened(engine: Engine) -> Iterator[list[object]]:
    """Return every connection that is made from here on."""
    seen: list[object] = []
    event.listen(engine, "connect", lambda connection, _record: seen.append(connection))
    yield seen
    seen.clear()


def ask(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("SELECT 1"))


def test_one_connection_serves_many_transactions_of_many_threads(
    engine: Engine, opened: list[object]
) -> None:
    for _ in range(3):
        thread = threading.Thread(target=ask, args=(engine,))
        thread.start()
        thread.join()
        ask(reading(engine))
    assert len(opened) == 1


def test_nobody_waits_for_a_connection(engine: Engine) -> None:
    held = [reading(engine).connect() for _ in range(POOL["pool_size"] + 3)]
    try:
        assert [each.execute(text("SELECT 1")).scalar() for each in held] == [1] * len(held)
    finally:
        for each in held:
            each.close()


def test_what_read_before_writes_and_what_wrote_before_only_reads(home: Home, root: Path) -> None:
    with home.records.read() as uow:
        assert uow.posts.all() == ()
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1"))
    engine = engine_of(root)
    ask(engine)
    with pytest.raises(OnlyReading), plainly(), reading(engine).begin() as connection:
        connection.execute(text("DELETE FROM ledger_entry"))
    engine.dispose()


def write_twice(home: Home) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p2"))
        uow.posts.put(a_version("p2"))


def test_what_fails_after_an_erasure_leaves_nothing_behind(home: Home) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1"))
    with home.records.begin() as uow:
        uow.erase("p1")
    with pytest.raises(StaleWrite):
        write_twice(home)
    with home.records.read() as uow:
        assert uow.posts.all() == ()


def test_a_fork_takes_no_idle_connection_along(engine: Engine) -> None:
    ask(engine)
    assert engine.pool.checkedin() == 1  # type: ignore[attr-defined]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the child ends at once, whatever threads there were
        child = os.fork()
        if child == 0:
            os._exit(0)
    os.waitpid(child, 0)
    assert engine.pool.checkedin() == 0  # type: ignore[attr-defined]
    ask(engine)


def test_the_log_goes_back_into_the_file_when_nobody_has_the_records_open(
    sqlite_home: New, tmp_path: Path
) -> None:
    with a_copy(sqlite_home, tmp_path / "home") as root:
        home = open_home(root, FrozenClock())
    log = Layout(root).database.with_name("gatekeeper.sqlite3-wal")
    with home.records.begin() as uow:
        uow.ledger.append("a.b", actor="x", subject="y")
    assert log.exists()
    home.close()
    assert not log.exists()
    with home.records.read() as uow:
        assert uow.ledger.entries()
    assert log.exists()
    del home, uow
    gc.collect()
    assert not log.exists()
