"""What every test may ask for, and how hypothesis behaves here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadFileScheduling

from tests.homes import New, new_home
from tests.postgresql import Server, running

if TYPE_CHECKING:
    from xdist.remote import Producer

CHECKOUT = Path(__file__).parents[1]

# No test fails for being late on a busy machine, and a run finds what the last run found.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


WATCHED = ("checks", "desk", "domain", "pipeline", "policy")
"""Folders whose tests are watched for the branches that they take: being watched takes as long
again as the test itself, or twice that. What decides is tested by the tests of its own room."""
NOT_WATCHED = frozenset({"pipeline/test_monotone.py", "pipeline/test_suggestions.py"})
"""Files in these folders that go the same ways thousands of times."""
LONGEST = (
    "e2e/browser/",
    "e2e/test_kill.py",
    "adversary/test_held_on_pages.py",
    "pipeline/test_monotone.py",
    "pipeline/test_suggestions.py",
    "records/test_kill.py",
    "cli/test_demo.py",
    "e2e/",
    "batch/",
    "evidence/faces/",
    "contracts/",
    "records/",
    "cli/",
    "web/",
)
"""What goes first, so that no process is left alone with it at the end: files or folders."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the tests be run in two parts: a watch that pauses forgets the threads that go on."""
    parser.addoption("--part", choices=("watched", "unwatched"), help="run only these tests")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the other part."""
    part = config.getoption("--part")
    if part is None or collection_path.is_dir():
        return None
    return True if is_watched(collection_path) is not (part == "watched") else None


def is_watched(path: Path) -> bool:
    """Return whether a file's tests are watched for the branches that they take."""
    name = path.relative_to(CHECKOUT / "tests")
    return name.parts[0] in WATCHED and name.as_posix() not in NOT_WATCHED


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the longest first."""
    places = {path: _place(path) for path in {item.path for item in items}}
    items.sort(key=lambda item: places[item.path])


def _place(path: Path) -> int:
    name = path.relative_to(CHECKOUT / "tests").as_posix()
    return next((n for n, long in enumerate(LONGEST) if name.startswith(long)), len(LONGEST))


class Together(LoadFileScheduling):  # type: ignore[misc]
    """Tests of one file share a process, and what they set up; so do all those in a browser."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "browser" if "/e2e/browser/" in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Say which tests go to the same process (groups by mark need an older pytest)."""
    config.option.loadscopereorder = False  # a file with many tests need not be a long one
    return Together(config, log)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """Return the top folder of the project."""
    return CHECKOUT


@pytest.fixture(scope="session")
def samples() -> Path:
    """Return the shared sample pictures, which are never committed; skip where they are absent."""
    folder = CHECKOUT.parent / "shared" / "samples"
    if not folder.is_dir():
        pytest.skip("no sample pictures here: they are looked for in ../shared/samples")
    return folder


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """Return a PostgreSQL server; skip loudly where there is none."""
    with running() as server:
        yield server


@pytest.fixture(scope="session")
def sqlite_home(tmp_path_factory: pytest.TempPathFactory) -> New:
    """Return a new home with its records in a file."""
    return new_home(tmp_path_factory.mktemp("new") / "home")


@pytest.fixture(scope="session")
def postgresql_home(postgresql: Server, tmp_path_factory: pytest.TempPathFactory) -> New:
    """Return a new home with its records in PostgreSQL."""
    return new_home(tmp_path_factory.mktemp("new") / "home", postgresql)
