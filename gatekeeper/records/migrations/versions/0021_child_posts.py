"""Shelves for who asked about a child's posts, who looked at which, and small pictures of them."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

SHELVES = ("live_picture", "asking", "look")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
