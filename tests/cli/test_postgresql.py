"""A school whose records are in PostgreSQL: the same commands, and its address told to nobody."""

from __future__ import annotations

import pytest

from tests.cli.terminal import HEAD, Terminal
from tests.postgresql import Server


def test_a_school_is_opened_in_postgresql_and_doctor_says_where_its_records_are(
    nowhere: Terminal, postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = postgresql.create()
    address = postgresql.address(database)
    monkeypatch.setenv("GATEKEEPER_DATABASE", address)
    code = nowhere.do("init", "--school", "Oakfield Primary")["code"]
    person = nowhere.do("claim", code, "--name", HEAD, "--also", "dsl")["person"]
    nowhere.do("rules", "adopt", by=person)
    assert nowhere.do("ledger", "verify")["ok"]
    told = nowhere.run("doctor")
    assert f"PostgreSQL, {database} at " in told.out.replace("\n", "")
    assert address not in told.out + told.err
    assert not list(nowhere.home.glob("*.sqlite3"))

    monkeypatch.delenv("GATEKEEPER_DATABASE")
    lost = nowhere.run("tasks")
    assert lost.code != 0
    assert "Set GATEKEEPER_DATABASE" in lost.err + lost.out


def test_an_address_that_would_send_in_the_open_opens_nothing(
    nowhere: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_DATABASE", "postgresql://gate:heron@db.trust.example/oakfield")
    told = nowhere.run("init", "--school", "Oakfield Primary")
    assert told.code != 0
    assert "sslmode=verify-full" in told.err + told.out
    assert "heron" not in told.err + told.out
