"""What every test may ask for, and how hypothesis behaves here."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

CHECKOUT = Path(__file__).parents[1]

# No test fails for being late on a busy machine, and a run finds what the last run found.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("house")


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
