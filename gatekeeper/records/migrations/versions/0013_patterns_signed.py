"""Shelves for signatures over the patterns of notices, and for what was made of them."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

SHELVES = ("patterns_signed", "filled_pattern")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
