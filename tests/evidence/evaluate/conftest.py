"""The models, and pictures of people who do not exist."""

from __future__ import annotations

from pathlib import Path

import pytest

from gatekeeper.evidence.models.cache import missing_or_altered
from gatekeeper.settings import from_environment


@pytest.fixture(scope="session")
def models() -> Path:
    """Return the folder of models; skip where they were not fetched."""
    folder = from_environment().models
    if missing_or_altered(folder):
        pytest.skip("the face models are not on this machine: run `gatekeeper models fetch`")
    return folder


@pytest.fixture(scope="session")
def portraits(checkout: Path) -> Path:
    """Return the folder of the made-up pupils' portraits: NAME_0.jpg to NAME_2.jpg."""
    return checkout / "fixtures" / "oakfield" / "portraits"
