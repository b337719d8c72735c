"""Shelves for what was erased, and for orders to keep something longer."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

SHELVES = ("stay", "erasure")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
