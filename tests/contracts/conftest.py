"""The implementations that have to keep each contract."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gatekeeper.ports import Keyring, Records
from gatekeeper.records.home import make_home, open_home
from gatekeeper.records.keys import FolderKeyring
from tests.fakes.clock import FrozenClock
from tests.fakes.keyring import FakeKeyring
from tests.fakes.records import FakeRecords


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("new") / "home"
    make_home(root, FrozenClock())
    return root


@pytest.fixture(params=["in memory", "SQLite"])
def records(
    request: pytest.FixtureRequest, new_home: Path, tmp_path: Path, clock: FrozenClock
) -> Records:
    if request.param == "in memory":
        return FakeRecords(clock)
    root = tmp_path / "home"
    shutil.copytree(new_home, root)
    return open_home(root, clock).records


@pytest.fixture(params=["in memory", "folder"])
def keyring(request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock) -> Keyring:
    if request.param == "in memory":
        return FakeKeyring()
    return FolderKeyring(tmp_path, clock)
