"""The same terminals as for the command line's own tests."""

from __future__ import annotations

from tests.cli.conftest import desk, looking, oakfield, opened, photo, true_models

__all__ = ["desk", "looking", "oakfield", "opened", "photo", "true_models"]
