"""A shelf for notices by e-mail."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SHELVES = ("notice",)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
