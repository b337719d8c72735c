"""What only PostgreSQL does: its address, its lock, its snapshots, what its failures are called."""

from __future__ import annotations

import importlib.util
import time
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import make_url, text

from gatekeeper.errors import CouldNotCheck, GatekeeperError, NotYet, OnlyReading, UsageError
from gatekeeper.records import home as homes
from gatekeeper.records.database import where
from gatekeeper.records.engine import plainly, reading
from gatekeeper.records.home import Home, Layout
from gatekeeper.records.postgresql import postgresql_engine
from gatekeeper.records.unit_of_work import SqlRecords
from gatekeeper.records.vault import Vault, read_home_key
from tests.contracts.values import a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.homes import New, address_of, engine_of, raw

SECRET = "heron-and-harbour"


@pytest.fixture
def new(postgresql_home: New) -> New:
    return postgresql_home


def impatient(root: Path) -> SqlRecords:
    layout = Layout(root)
    vault = Vault(layout.owners, read_home_key(layout.home_key))
    engine = postgresql_engine(address_of(root), timedelta(milliseconds=50))
    return SqlRecords(engine, vault, layout.blobs, FrozenClock())


# --- transactions ----------------------------------------------------------------------------


def test_two_transactions_that_write_never_overlap(root: Path) -> None:
    one, other = impatient(root), impatient(root)
    with one.begin(), pytest.raises(NotYet, match="Another gatekeeper is writing"), other.begin():
        pass


def test_a_connection_that_the_server_closed_is_noticed(root: Path, home: Home) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1"))
    with raw(root) as server:
        server.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    with home.records.read() as uow:
        assert uow.posts.all() == (a_version("p1"),)


def test_whoever_waited_sees_what_was_written_meanwhile(root: Path) -> None:
    one, other = impatient(root), impatient(root)
    with one.begin() as uow:
        uow.posts.put(a_version("p1", "first"))
    with other.begin() as uow:
        uow.posts.put(a_version("p1", "second"), seen=uow.posts.version("p1"))
        assert len(uow.posts.all()) == 1


@pytest.mark.parametrize(
    ("setting", "default"),
    [
        ("default_transaction_isolation", "'repeatable read'"),
        ("default_transaction_isolation", "serializable"),
        ("default_transaction_read_only", "on"),
        ("synchronous_commit", "off"),
    ],
)
def test_no_default_of_the_database_changes_how_is_written(
    root: Path, setting: str, default: str
) -> None:
    name = make_url(address_of(root)).database
    with raw(root) as database:
        database.execute(f'ALTER DATABASE "{name}" SET {setting} = {default}')
    names = ("transaction_isolation", "transaction_read_only", "synchronous_commit")
    with engine_of(root).begin() as connection:
        found = [connection.scalar(text(f"SHOW {name}")) for name in names]
    assert found == ["read committed", "off", "on"]


def test_whoever_waited_for_the_lock_sees_what_was_written_while_it_waited(root: Path) -> None:
    name = make_url(address_of(root)).database
    with raw(root) as database:
        database.execute(
            f'ALTER DATABASE "{name}" SET default_transaction_isolation = "repeatable read"'
        )
    one = impatient(root)
    other = SqlRecords(
        postgresql_engine(address_of(root)), one._vault, Layout(root).blobs, FrozenClock()
    )
    seen: list[int] = []

    def waits() -> None:
        with other.begin() as uow:
            seen.append(len(uow.posts.all()))

    waiting = Thread(target=waits)
    with one.begin() as uow:
        waiting.start()
        time.sleep(0.3)  # by now it waits for the lock
        uow.posts.put(a_version("p1"))
    waiting.join()
    assert seen == [1]


def test_reading_waits_for_no_writer_and_goes_on_seeing_one_moment(root: Path) -> None:
    records = impatient(root)
    with records.read() as seen:
        with records.begin() as uow:
            uow.posts.put(a_version("p1"))
            with records.read() as other:
                assert other.posts.all() == ()
        assert (seen.posts.all(), seen.posts.get("p1")) == ((), None)
    with records.read() as seen:
        assert seen.posts.all() == (a_version("p1"),)


def test_what_only_reads_is_refused_by_the_database_itself(root: Path) -> None:
    engine = reading(engine_of(root))
    with pytest.raises(OnlyReading), plainly(), engine.begin() as connection:
        connection.execute(text("DELETE FROM ledger_entry"))


def test_the_room_of_erased_rows_is_given_back_at_once(home: Home, root: Path) -> None:
    vacuumed = "SELECT count(last_vacuum) FROM pg_stat_user_tables WHERE relname = 'pupil_code'"
    with home.records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1"))
    with raw(root) as database:
        assert database.execute(vacuumed).fetchone() == (0,)
    with home.records.begin() as uow:
        uow.erase("c1")
    with raw(root) as database:
        assert database.execute(vacuumed).fetchone() == (1,)


# --- whose database it is --------------------------------------------------------------------


def test_a_database_belongs_to_one_home(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with pytest.raises(CouldNotCheck, match="its database is in use"):
        homes.make_home(other, FrozenClock(), address_of(root))
    assert not Layout(other).home_key.exists()


def test_a_home_has_its_records_in_one_place(sqlite_home: New, root: Path) -> None:
    with pytest.raises(UsageError, match="This home has its records in"):
        homes.open_home(sqlite_home.root, FrozenClock(), address_of(root))
    with pytest.raises(UsageError, match="is not a home") as caught:
        homes.open_home(root, FrozenClock())
    assert "set GATEKEEPER_DATABASE" in caught.value.remedy.replace("Set", "set")
    assert not Layout(root).database.exists()


# --- its address -----------------------------------------------------------------------------

LOCAL = (
    "postgresql:///oakfield?host=/var/run/postgresql",
    "postgresql://gate@localhost/oakfield",
    "postgresql://gate@127.0.0.1:5433/oakfield",
    "postgresql://gate@[::1]/oakfield",
)
PROVED = "postgresql://gate@db.trust.example/oakfield?sslmode=verify-full&sslrootcert=/etc/ca.pem"


@pytest.mark.parametrize("address", [*LOCAL, PROVED])
def test_an_address_on_this_machine_or_with_a_proof_is_taken(address: str) -> None:
    assert postgresql_engine(address).url.drivername == "postgresql+psycopg"


@pytest.mark.parametrize(
    "behind",
    [
        "",
        "?sslmode=require",
        "?sslmode=verify-ca",
        "?host=/var/run/postgresql",
        "?host=127.0.0.1",
        "?sslmode=disable&host=localhost",
    ],
)
def test_beyond_this_machine_the_server_has_to_prove_itself(behind: str) -> None:
    with pytest.raises(UsageError, match="would not have to prove who it is") as caught:
        postgresql_engine(f"postgresql://gate:{SECRET}@db.trust.example/oakfield{behind}")
    assert "sslmode=verify-full" in caught.value.remedy
    assert SECRET not in f"{caught.value} {caught.value.remedy} {caught.value.__cause__}"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        (f"not an address {SECRET}", "not of the right form"),
        (f"postgresql://gate:{SECRET}@localhost:{SECRET}/oakfield", "not of the right form"),
        (f"mysql://gate:{SECRET}@localhost/oakfield", "not PostgreSQL's"),
        (f"postgresql://gate:{SECRET}@localhost", "names no database"),
        (f"postgresql://gate:{SECRET}@/oakfield", "names no server"),
        (f"postgresql://gate:{SECRET}@localhost/oakfield?service=other", "only these may stand"),
        (f"postgresql://g:{SECRET}@localhost/oakfield?hostaddr=192.0.2.7", "only these may stand"),
    ],
)
def test_an_address_that_cannot_be_used_is_said_without_its_password(
    address: str, why: str
) -> None:
    with pytest.raises(UsageError, match=why) as caught:
        postgresql_engine(address)
    assert SECRET not in f"{caught.value} {caught.value.remedy}"
    assert caught.value.__cause__ is None


def test_a_server_that_does_not_answer_is_said_without_the_password(tmp_path: Path) -> None:
    engine = postgresql_engine(f"postgresql://gate:{SECRET}@localhost/oakfield?host={tmp_path}")
    with pytest.raises(CouldNotCheck, match="could not be read") as caught, plainly():
        engine.connect()
    told: BaseException | None = caught.value
    while told is not None:
        assert SECRET not in str(told)
        told = told.__cause__


def test_without_the_driver_the_line_that_installs_it_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(GatekeeperError, match="cannot speak with PostgreSQL") as caught:
        postgresql_engine(LOCAL[0])
    assert "pip install 'psycopg[binary]'" in caught.value.remedy


def test_it_is_said_where_the_records_are_and_never_by_whose_account(tmp_path: Path) -> None:
    address = PROVED.replace("gate@", f"gate:{SECRET}@")
    assert where(tmp_path / "gatekeeper.sqlite3", "") == "SQLite, gatekeeper.sqlite3"
    assert where(tmp_path, address) == "PostgreSQL, oakfield at db.trust.example"
