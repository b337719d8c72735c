"""Shelves for the text in pictures, and for pictures that are to be known again."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

SHELVES = (
    "text_search",
    "known_picture",
)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
