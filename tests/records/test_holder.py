"""Who holds a lease: a dead process of this machine holds nothing, whoever cannot be told does."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from gatekeeper.records import holder as module
from gatekeeper.records.holder import BOOT, gone, holder
from gatekeeper.records.home import Home
from gatekeeper.records.tables import JOB

LEASE = timedelta(minutes=3)
MACHINE = holder().split("/")[0]
pytestmark = pytest.mark.skipif(not BOOT.exists(), reason="only Linux tells of boots")


def ended() -> int:
    """Return the number of a process that is no more."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_this_process_is_there() -> None:
    assert not gone(holder())


def test_a_process_that_ended_is_gone() -> None:
    assert gone(f"{MACHINE}/{ended()}/1")


def test_one_that_was_killed_and_not_yet_forgotten_is_gone() -> None:
    process = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    number = process.pid
    process.kill()
    os.waitid(os.P_PID, number, os.WEXITED | os.WNOWAIT)  # dead, and its parent has not looked
    try:
        assert gone(f"{MACHINE}/{number}/1")
    finally:
        process.communicate()


def test_another_with_the_same_number_is_not_the_one() -> None:
    machine, number, start, _ = holder().split("/")
    assert gone(f"{machine}/{number}/{int(start) + 1}") is bool(start)


@pytest.mark.parametrize(
    "held_by", ["elsewhere/1/1", "", "nonsense", f"{MACHINE}/x/1", f"{MACHINE}/", "/1/1"]
)
def test_who_cannot_be_told_counts_as_alive(held_by: str) -> None:
    assert not gone(held_by)


@pytest.mark.parametrize("other", ["BOOT", "NUMBERS"])
def test_a_container_with_the_same_name_and_numbers_is_another_machine(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, other: str
) -> None:
    dead = f"{MACHINE}/{ended()}/1"
    assert gone(dead)
    (tmp_path / "boot").write_text("another boot")
    (tmp_path / "numbers").symlink_to("pid:[1]")
    monkeypatch.setattr(module, other, tmp_path / {"BOOT": "boot", "NUMBERS": "numbers"}[other])
    assert not gone(dead)
    assert not holder().startswith(f"{MACHINE}/")


def test_where_no_machine_is_told_nobody_is_gone(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(module, "BOOT", tmp_path / "none")
    assert holder().startswith("/")
    assert not gone(f"{holder().split('/')[0]}/{ended()}/1")


def test_a_fork_is_another_holder_and_one_process_stays_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    mine = holder()
    assert holder() == mine
    monkeypatch.setattr(os, "getpid", lambda: 1)
    assert holder().split("/")[3] != mine.split("/")[3]


def test_a_dead_one_s_lease_is_free_at_once_and_no_other(home: Home) -> None:
    with home.records.begin() as uow:
        for key in ("dead", "mine", "wrong try 1", "compare", "done"):
            assert uow.jobs.claim(key, LEASE)
        uow.jobs.finish("done")
    dead = {"holder": f"{MACHINE}/{ended()}/1"}
    with home._engine.begin() as connection:
        connection.execute(update(JOB).where(JOB.c.key != "mine").values(dead))
    with home.records.begin() as uow:
        assert uow.jobs.free_dead(besides=("wrong try", "compare")) == 1
        assert uow.jobs.claim("dead", LEASE)
        kept = ("mine", "wrong try 1", "compare", "done")
        assert not any(uow.jobs.claim(key, LEASE) for key in kept)
        assert uow.jobs.free_dead() == 2


def test_what_another_took_is_not_held_for_longer(home: Home) -> None:
    with home.records.begin() as uow:
        assert uow.jobs.claim("audit", LEASE)
        assert uow.jobs.renew("audit", LEASE)
    with home._engine.begin() as connection:
        connection.execute(update(JOB).values(holder="elsewhere/1/1"))
    with home.records.begin() as uow:
        assert not uow.jobs.renew("audit", LEASE)
