"""The database's settings, and what its failures are called."""

from __future__ import annotations

import contextlib
import errno
import os
import sqlite3
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from gatekeeper.errors import CouldNotCheck, NotYet, OnlyReading, StaleWrite
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.engine import plainly, reading, sqlite_engine
from gatekeeper.records.home import Home, Layout, open_home
from gatekeeper.records.unit_of_work import SqlRecords
from gatekeeper.records.vault import Vault, read_home_key
from tests.contracts.values import a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.homes import New

NO_PATIENCE = timedelta(milliseconds=20)


@pytest.fixture
def new(sqlite_home: New) -> New:
    return sqlite_home


def impatient(root: Path) -> SqlRecords:
    layout = Layout(root)
    vault = Vault(layout.owners, read_home_key(layout.home_key))
    engine = sqlite_engine(layout.database, NO_PATIENCE)
    return SqlRecords(engine, vault, layout.blobs, FrozenClock())


@contextlib.contextmanager
def somebody_writing(root: Path) -> Iterator[None]:
    with contextlib.closing(sqlite3.connect(Layout(root).database)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        yield
        connection.rollback()


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("secure_delete", 1),
        ("busy_timeout", 10_000),
    ],
)
def test_every_connection_has_the_settings(tmp_path: Path, setting: str, value: object) -> None:
    engine = sqlite_engine(tmp_path / "new.sqlite3")
    for _ in range(2):
        with engine.begin() as connection:
            assert connection.execute(text(f"PRAGMA {setting}")).scalar() == value


def test_two_transactions_never_overlap_even_to_read(root: Path) -> None:
    one, other = impatient(root), impatient(root)
    with one.begin(), pytest.raises(NotYet), other.begin():
        pass


def test_reading_waits_for_no_writer_and_sees_nothing_unfinished(root: Path) -> None:
    records = impatient(root)
    with records.begin() as uow:
        uow.posts.put(a_version("p1", "first"))
        with records.read() as seen:
            assert seen.posts.all() == ()
    with records.read() as seen:
        assert seen.posts.all() == (a_version("p1", "first"),)


def test_writing_waits_for_no_reader_who_goes_on_seeing_one_moment(root: Path) -> None:
    records, clock = impatient(root), FrozenClock()
    with records.read() as seen:
        with records.begin() as uow:
            uow.posts.put(a_version("p1"))
            uow.enrol_pupil(a_pupil("c1"))
        assert (seen.posts.all(), seen.posts.get("p1"), seen.pupils.all()) == ((), None, ())
        assert seen.now == clock.now()


def test_what_only_reads_is_refused_by_the_database_itself(root: Path) -> None:
    engine = reading(sqlite_engine(Layout(root).database))
    with pytest.raises(OnlyReading), plainly(), engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entry"))


def test_erasing_beside_a_reader_leaves_nothing_to_read(root: Path) -> None:
    records = impatient(root)
    with records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1"))
        digest = uow.blobs.put("c1", b"portrait")
    with records.read() as late:
        with records.begin() as uow:
            uow.erase("c1")
        assert late.pupils.all() == ()
        with pytest.raises(CouldNotCheck):
            late.blobs.get("c1", digest)


def test_erasing_empties_the_log(home: Home, root: Path) -> None:
    with home.records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1"))
    log = root / "gatekeeper.sqlite3-wal"
    with contextlib.closing(sqlite3.connect(Layout(root).database)) as keeps_the_log:
        keeps_the_log.execute("SELECT count(*) FROM pupil").fetchone()
        with home.records.begin() as uow:
            uow.ledger.append("a.b", actor="x", subject="y")
        assert log.stat().st_size > 0
        with home.records.begin() as uow:
            uow.erase("c1")
        assert log.stat().st_size == 0


def test_a_busy_database_is_said_in_plain_words(root: Path) -> None:
    with (
        somebody_writing(root),
        pytest.raises(NotYet, match="Another gatekeeper is writing") as caught,
        impatient(root).begin(),
    ):
        pass
    assert caught.value.remedy.startswith("Wait a moment")


def test_a_broken_database_file_is_said(root: Path, clock: FrozenClock) -> None:
    Layout(root).database.write_bytes(b"not a database" * 1000)
    with pytest.raises(CouldNotCheck, match="could not be read or written"):
        open_home(root, clock)


def test_a_row_for_an_owner_who_is_not_there_is_refused(home: Home, root: Path) -> None:
    del home
    engine = sqlite_engine(Layout(root).database)
    orphan = text("INSERT INTO blob (name, owner) VALUES ('x', 'nobody')")
    with pytest.raises(StaleWrite), plainly(), engine.begin() as connection:
        connection.execute(orphan)


def enrol(uow: UnitOfWork) -> None:
    uow.enrol_pupil(a_pupil("c1"))


def store_a_picture(uow: UnitOfWork) -> None:
    uow.blobs.put("p1", b"picture")


@pytest.mark.parametrize("deed", [enrol, store_a_picture])
def test_a_full_disk_is_said_and_nothing_is_changed(
    home: Home, root: Path, monkeypatch: pytest.MonkeyPatch, deed: Callable[[UnitOfWork], None]
) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1"))
    before = files_in(root)
    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with (
            pytest.raises(CouldNotCheck, match="No space left on device"),
            home.records.begin() as uow,
        ):
            tell_and_do(uow, deed)
    assert files_in(root) == before
    with home.records.begin() as uow:
        assert uow.ledger.entries() == ()


def full(_descriptor: int) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def files_in(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file()}


def tell_and_do(uow: UnitOfWork, deed: Callable[[UnitOfWork], None]) -> None:
    uow.ledger.append("a.b", actor="x", subject="y")
    deed(uow)
