"""A shelf for concerns."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

SHELVES = ("concern",)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
