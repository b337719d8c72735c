"""Who is at the keyboard: a name, a passphrase that fits, a key that has not ended."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.brought import bring
from tests.cli.terminal import HEAD, OFFICE, TEACHER, Terminal

STEP = ("register", "confirm")
"""A step that somebody of the office may take."""


def test_a_wrong_passphrase_stops_the_step(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.do("ledger", "head")
    monkeypatch.setenv("GATEKEEPER_PASSPHRASE", "incorrect horse battery")
    told = desk.run(*STEP, by=OFFICE)
    assert told.code == 20
    assert "The passphrase is wrong." in told.err
    assert desk.do("ledger", "head") == before


def test_a_wrong_passphrase_checks_nothing(
    desk: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_PASSPHRASE", "incorrect horse battery")
    assert desk.run("check", bring(tmp_path / "news"), by=TEACHER).code == 20
    assert desk.do("posts")["posts"] == []


def test_somebody_has_to_be_named(desk: Terminal) -> None:
    told = desk.run(*STEP)
    assert told.code == 64
    assert "GATEKEEPER_AS" in told.err


def test_the_surroundings_may_name_somebody(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_AS", OFFICE)
    assert desk.run(*STEP).code == 0


def test_what_is_typed_counts_before_the_surroundings(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GATEKEEPER_AS", TEACHER)
    assert desk.run(*STEP).code == 20
    assert desk.run(*STEP, by=OFFICE).code == 0


def test_a_person_may_be_named_by_the_id(desk: Terminal) -> None:
    assert desk.run(*STEP, by=desk.people[OFFICE]).code == 0


def test_nobody_of_that_name_works_here(desk: Terminal) -> None:
    told = desk.run(*STEP, by="Mr Nobody")
    assert told.code == 64
    assert "Nobody here is called" in told.err


def test_without_a_terminal_nobody_is_asked_for_a_passphrase(
    desk: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GATEKEEPER_PASSPHRASE")
    told = desk.run(*STEP, by=OFFICE)
    assert told.code == 64
    assert "GATEKEEPER_PASSPHRASE" in told.err


def test_a_key_that_has_ended_opens_nothing(desk: Terminal) -> None:
    rows = desk.do("people", "list")["people"]
    (key,) = next(row["keys"] for row in rows if row["name"] == OFFICE)
    desk.do("key", "end", key["id"], by=HEAD)
    told = desk.run(*STEP, by=OFFICE)
    assert told.code == 20
    assert "gatekeeper key enrol" in told.text


def test_a_key_that_is_not_on_this_machine_opens_nothing(desk: Terminal) -> None:
    for file in (desk.home / "keys" / "people").glob("*.key"):
        file.unlink()
    assert desk.run(*STEP, by=OFFICE).code == 20


def test_a_person_who_has_ended_does_nothing(desk: Terminal) -> None:
    desk.do("people", "end", OFFICE, by=HEAD)
    assert desk.run(*STEP, by=OFFICE).code == 64


def test_a_short_passphrase_makes_no_key(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GATEKEEPER_NEW_PASSPHRASE", "short")
    assert desk.run("people", "add", "Mr New", "--role", "teacher", by=HEAD).code == 64
    assert "Mr New" not in {row["name"] for row in desk.do("people", "list")["people"]}


def test_no_command_prints_a_passphrase(desk: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = "a secret nobody may see"
    monkeypatch.setenv("GATEKEEPER_NEW_PASSPHRASE", secret)
    told = desk.run("people", "add", "Mr New", "--role", "teacher", by=HEAD)
    monkeypatch.setenv("GATEKEEPER_PASSPHRASE", secret)
    again = desk.run(*STEP, by="Mr New")
    assert (told.code, again.code) == (0, 20)
    assert secret not in told.text + again.text
