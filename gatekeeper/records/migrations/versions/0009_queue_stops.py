"""A shelf for what stops everything."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

SHELVES = ("queue_stop",)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
