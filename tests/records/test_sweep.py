"""What a crash or a rollback left on disk goes, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from gatekeeper.ports import UnitOfWork
from gatekeeper.records.home import Home, Layout
from tests.contracts.values import a_pupil
from tests.fakes.clock import FrozenClock


class PowerCut(Exception):
    pass


def leave_orphans(uow: UnitOfWork) -> None:
    uow.enrol_pupil(a_pupil("c1"))
    uow.blobs.put("c1", b"portrait")
    raise PowerCut


def leave_a_file(uow: UnitOfWork) -> None:
    uow.blobs.put("p1", b"picture")
    raise PowerCut


def age(root: Path, clock: FrozenClock, **by: float) -> None:
    """Give every file the clock's time, then move the clock on."""
    moment = clock.now().timestamp()
    for path in root.rglob("*"):
        os.utime(path, (moment, moment))
    clock.move(**by)


def owned(root: Path) -> set[Path]:
    layout = Layout(root)
    places = (layout.blobs, layout.owners)
    return {path for place in places for path in place.rglob("*") if path.is_file()}


def test_orphans_go_after_an_hour_and_what_is_named_stays(
    home: Home, root: Path, clock: FrozenClock
) -> None:
    with home.records.begin() as uow:
        digest = uow.blobs.put("p1", b"picture")
    before = owned(root)
    with pytest.raises(PowerCut), home.records.begin() as uow:
        leave_orphans(uow)
    (Layout(root).owners / ".half.key.0f0f.tmp").write_bytes(b"half")
    assert len(owned(root) - before) == 3
    age(root, clock, minutes=59)
    assert home.sweep() == 0
    clock.move(minutes=2)
    assert home.sweep() == 3
    assert owned(root) == before
    with home.records.begin() as uow:
        assert uow.blobs.get("p1", digest) == b"picture"


def test_the_files_of_an_erased_owner_go(home: Home, root: Path, clock: FrozenClock) -> None:
    with home.records.begin() as uow:
        uow.blobs.put("p1", b"picture")
        uow.erase("p1")
    age(root, clock, hours=2)
    assert home.sweep() == 1
    assert not [path for path in Layout(root).blobs.rglob("*") if path.is_file()]


def test_an_orphan_that_is_wanted_after_all_is_new_again(
    home: Home, root: Path, clock: FrozenClock
) -> None:
    with home.records.begin() as uow:
        uow.secret("p1")
    with pytest.raises(PowerCut), home.records.begin() as uow:
        leave_a_file(uow)
    age(root, clock, hours=2)
    with home.records.begin() as uow:
        digest = uow.blobs.put("p1", b"picture")
    assert home.sweep() == 0
    with home.records.begin() as uow:
        assert uow.blobs.get("p1", digest) == b"picture"
