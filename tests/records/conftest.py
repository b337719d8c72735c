"""Homes to try things on."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from gatekeeper.records.home import Home, make_home, open_home
from tests.fakes.clock import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture(scope="session")
def new_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("new") / "home"
    make_home(root, FrozenClock())
    return root


@pytest.fixture
def root(new_home: Path, tmp_path: Path) -> Path:
    """Return the folder of a new home."""
    root = tmp_path / "home"
    shutil.copytree(new_home, root)
    return root


@pytest.fixture
def home(root: Path, clock: FrozenClock) -> Home:
    """Return a new home, open."""
    return open_home(root, clock)
