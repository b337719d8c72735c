"""Sessions of a browser."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the shelf of sessions."""
    make_shelf("session")
