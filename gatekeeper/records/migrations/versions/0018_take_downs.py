"""A shelf for posts that are to come down."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

SHELVES = ("take_down",)


def upgrade() -> None:
    """Make the new table; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
