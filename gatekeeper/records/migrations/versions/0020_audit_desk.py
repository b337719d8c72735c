"""Shelves for archives that are brought to the desk, and for what people say of their posts."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

SHELVES = ("audit_upload", "audit_answer")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
