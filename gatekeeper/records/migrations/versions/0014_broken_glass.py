"""A shelf for who took the releaser's place."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

SHELVES = ("broken_glass",)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
