"""Shelves for roll calls under way, and for what the school has switched off."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

SHELVES = ("roll_draft", "switch")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
