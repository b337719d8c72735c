"""The same terminals as for the command line's own tests, and their archive."""

from __future__ import annotations

from tests.cli.conftest import desk, oakfield, opened, photo
from tests.cli.test_audit import archive

__all__ = ["archive", "desk", "oakfield", "opened", "photo"]
