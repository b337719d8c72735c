"""Erasing: the key is gone, the rows cannot be read, and a crash or a backup changes nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import select

from gatekeeper.domain.complaint import Complaint
from gatekeeper.domain.ledger import broken_at
from gatekeeper.errors import CouldNotCheck
from gatekeeper.ports import UnitOfWork
from gatekeeper.records.home import Home, Layout
from gatekeeper.records.nouns import NOUNS, SCHOOL
from gatekeeper.records.tables import SHELVES
from gatekeeper.records.vault import Vault
from tests.contracts.values import a_consent, a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.homes import New, a_copy, copied, open_home, put_back


class PowerCut(Exception):
    pass


def enrol_two(home: Home) -> None:
    with home.records.begin() as uow:
        for pupil in ("c1", "c2"):
            uow.enrol_pupil(a_pupil(pupil, f"M-{pupil}"))
            uow.consents.put(a_consent(f"of {pupil}", pupil))
            uow.ledger.append("pupil.joined", actor="office", subject=pupil)


def erase(home: Home, pupil: str = "c1") -> None:
    with home.records.begin() as uow:
        uow.erase(pupil)
        uow.ledger.append("pupil.erased", actor="dpo", subject=pupil)


def test_a_complaint_that_is_the_school_s_stays_so_and_can_be_answered(
    home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = FrozenClock().now()
    old = Complaint("old", now.date(), "Ms Test", "A picture.", now, "dpo")
    with monkeypatch.context() as earlier, home.records.begin() as uow:
        noun = replace(NOUNS["complaints"], owner_of=lambda _: SCHOOL)
        earlier.setattr(uow.complaints, "_noun", noun)
        uow.complaints.put(old)
    with home.records.begin() as uow:
        uow.complaints.put(replace(old, answered_on=now.date()), seen=1)
        uow.complaints.put(replace(old, id="new"))
    with home.records.begin() as uow:
        assert [item.answered_on for item in uow.complaints.of(SCHOOL)] == [now.date()]
        assert [item.id for item in uow.complaints.of("new")] == ["new"]


def key_files(root: Path) -> set[Path]:
    return set(Layout(root).owners.glob("*.key"))


def only_c2_is_left(home: Home) -> None:
    with home.records.begin() as uow:
        assert [pupil.id for pupil in uow.pupils.all()] == ["c2"]
        assert [consent.pupil for consent in uow.consents.all()] == ["c2"]
        assert uow.pupil_id("M-c1") is None
        assert broken_at(uow.ledger.entries()) is None


def test_erasing_removes_exactly_one_key_file(home: Home, root: Path) -> None:
    enrol_two(home)
    before = key_files(root)
    erase(home)
    assert len(before - key_files(root)) == 1
    assert key_files(root) < before
    only_c2_is_left(home)


def test_a_power_cut_right_after_the_commit_is_made_good_at_the_next_start(
    home: Home, root: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol_two(home)
    before = key_files(root)

    def power_cut(_vault: Vault, _key: str) -> None:
        raise PowerCut

    with monkeypatch.context() as patch:
        patch.setattr(Vault, "destroy", power_cut)
        with pytest.raises(PowerCut):
            erase(home)
    assert key_files(root) == before
    only_c2_is_left(home)
    only_c2_is_left(open_home(root, clock))
    assert len(key_files(root)) == len(before) - 1


def test_a_database_from_before_the_erasure_does_not_bring_the_child_back(
    home: Home, root: Path, clock: FrozenClock, tmp_path: Path
) -> None:
    enrol_two(home)
    backup = copied(root, tmp_path / "backup")
    erase(home)
    put_back(backup, root)
    with home.records.begin() as uow:
        assert [pupil.id for pupil in uow.pupils.all()] == ["c2"]
    with open_home(root, clock).records.begin() as uow:
        assert uow.pupils.get("c1") is None
        assert uow.pupil_id("M-c1") is None
        uow.enrol_pupil(a_pupil("c3", "M-c1"))


def test_an_erasure_whose_key_file_cannot_be_removed_is_said_and_tried_again(
    home: Home, root: Path, clock: FrozenClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrol_two(home)
    before = key_files(root)

    def forbidden(_path: Path, **_options: bool) -> None:
        raise PermissionError(13, "Permission denied")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", forbidden)
        with pytest.raises(CouldNotCheck, match="could not be destroyed yet"):
            erase(home)
    only_c2_is_left(open_home(root, clock))
    assert len(key_files(root)) == len(before) - 1


def erase_and_fail(uow: UnitOfWork) -> None:
    uow.erase("c1")
    raise PowerCut


def test_a_rolled_back_erasure_keeps_the_key(home: Home, root: Path) -> None:
    enrol_two(home)
    before = key_files(root)
    with pytest.raises(PowerCut), home.records.begin() as uow:
        erase_and_fail(uow)
    assert key_files(root) == before


def test_an_erasure_whose_key_could_not_be_destroyed_stands_and_is_finished_later(
    home: Home, root: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    enrol_two(home)
    before = len(key_files(root))
    with monkeypatch.context() as full:
        full.setattr(Vault, "destroy", no_room)
        for child in ("c1", "c2"):
            with pytest.raises(CouldNotCheck, match="was erased"):
                erase(home, child)
        assert len(key_files(root)) == before
        with home.records.read() as uow:
            assert uow.pupils.all() == ()
    assert "could not be destroyed yet" in caplog.text
    home.records.finish()
    assert len(key_files(root)) == before - 2
    with home.records.read() as uow:
        assert uow.destroyed("c1")
        assert uow.destroyed("c2")


def no_room(_vault: Vault, _key: str) -> None:
    raise CouldNotCheck("The disk is full.")


def test_whoever_reads_does_not_hold_an_erasure_up_and_the_log_is_emptied_later(
    sqlite_home: New, tmp_path: Path
) -> None:
    with a_copy(sqlite_home, tmp_path / "home") as root:
        home, log = (
            open_home(root, FrozenClock()),
            Layout(root).database.with_suffix(".sqlite3-wal"),
        )
        enrol_two(home)
        with home.records.read() as reading:
            assert len(reading.pupils.all()) == 2
            erase(home, "c1")
            home.records.finish()
            assert log.stat().st_size > 0
        home.records.finish()
        assert not log.exists() or log.stat().st_size == 0


def test_a_file_that_is_gone_can_be_put_again(home: Home, root: Path) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1"))
        digest = uow.blobs.put("p1", b"picture")
    for file in Layout(root).blobs.rglob("*/*"):
        file.unlink()
    with home.records.begin() as uow:
        uow.blobs.put("p1", b"picture")
        assert uow.blobs.get("p1", digest) == b"picture"


def test_an_earlier_version_that_is_to_go_is_nowhere_in_the_table(home: Home) -> None:
    with home.records.begin() as uow:
        uow.posts.put(a_version("p1", "first"))
        uow.posts.put(a_version("p1", "second"), seen=1)
        uow.posts.forget_earlier("p1")
    with home.records.read() as uow:
        connection = uow._connection  # type: ignore[attr-defined]
        assert connection.execute(select(SHELVES["posts"].c.version)).scalars().all() == [2]
