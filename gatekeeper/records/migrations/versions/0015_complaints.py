"""Shelves for complaints, and for how long things are kept."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SHELVES = ("complaint", "retention_period")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
