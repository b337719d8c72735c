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


WATCHED = ("adversary", "checks", "cli", "desk", "domain", "pipeline", "policy", "records", "web")
"""Folders whose tests are watched for the branches that they take: being watched takes as long as
the test itself, and what decides has to be tested by these."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Watch only the tests that what decides is held to."""
    for item in items:
        if item.path.relative_to(CHECKOUT / "tests").parts[0] not in WATCHED:
            item.add_marker(pytest.mark.no_cover)


class Together(LoadFileScheduling):  # type: ignore[misc]
    """Tests of one file share a process, and what they set up; so do all those in a browser."""

    def _split_scope(self, nodeid: str) -> str:
        file: str = super()._split_scope(nodeid)
        return "browser" if "/e2e/browser/" in file else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Together:
    """Say which tests go to the same process (groups by mark need an older pytest)."""
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
