"""The implementations that have to keep each contract."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.ports import Keyring, Records
from gatekeeper.records.keys import FolderKeyring
from tests.fakes.clock import FrozenClock
from tests.fakes.keyring import FakeKeyring
from tests.fakes.records import FakeRecords
from tests.homes import DATABASES, a_copy, open_home


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(params=["in memory", *DATABASES])
def records(
    request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock
) -> Iterator[Records]:
    if request.param == "in memory":
        yield FakeRecords(clock)
        return
    with a_copy(request.getfixturevalue(DATABASES[request.param]), tmp_path / "home") as root:
        yield open_home(root, clock).records


@pytest.fixture(params=["in memory", "folder"])
def keyring(request: pytest.FixtureRequest, tmp_path: Path, clock: FrozenClock) -> Keyring:
    if request.param == "in memory":
        return FakeKeyring()
    return FolderKeyring(tmp_path, clock)
