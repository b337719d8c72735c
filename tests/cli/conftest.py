"""Oakfield, set up once by the commands themselves; every test gets a copy of its home."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import from_environment
from tests.cli.terminal import ADULTS, BEGINS, REGISTER, Terminal, open_school, seated
from tests.fakes.clock import FrozenClock
from tests.fakes.examiners import FakeExaminers


@pytest.fixture(scope="session")
def true_models() -> Path:
    """Return the folder of the real models; skip where they were not fetched."""
    folder = from_environment().models
    if missing_or_altered(folder):
        pytest.skip("the face models are not on this machine: run `gatekeeper models fetch`")
    return folder


@pytest.fixture(scope="session")
def photo() -> bytes:
    """Return a small JPEG with something to see in it, but nobody."""
    pixels = np.random.default_rng(1).integers(0, 255, (400, 600, 3), dtype=np.uint8)
    file = BytesIO()
    Image.fromarray(pixels).save(file, "JPEG")
    return file.getvalue()


@pytest.fixture(scope="session")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Return a school with nobody on the roll; never typed at, only copied."""
    terminal = Terminal(tmp_path_factory.mktemp("opened") / "home", FrozenClock(BEGINS))
    with seated(terminal):
        open_school(terminal)
    return terminal


@pytest.fixture(scope="session")
def oakfield(opened: Terminal, tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """Return the made-up school with its register; never typed at, only copied."""
    terminal = opened.copy(tmp_path_factory.mktemp("oakfield") / "home")
    with seated(terminal):
        terminal.take(REGISTER)
        terminal.take(ADULTS)
    return terminal


@pytest.fixture
def desk(oakfield: Terminal, tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal of a copy of the opened school, with made-up pictures."""
    terminal = oakfield.copy(tmp_path / "home")
    terminal.examiners = FakeExaminers()
    with seated(terminal):
        yield terminal


@pytest.fixture
def looking(oakfield: Terminal, tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal of a copy of the opened school, with the real readers and finders."""
    terminal = oakfield.copy(tmp_path / "home")
    with seated(terminal):
        yield terminal


@pytest.fixture
def no_roll(opened: Terminal, tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal of a copy of the school with nobody on the roll."""
    terminal = opened.copy(tmp_path / "home")
    terminal.examiners = FakeExaminers()
    with seated(terminal):
        yield terminal


@pytest.fixture
def nowhere(tmp_path: Path) -> Iterator[Terminal]:
    """Return a terminal whose home was never made."""
    terminal = Terminal(tmp_path / "no home", FrozenClock(BEGINS), FakeExaminers())
    with seated(terminal):
        yield terminal
