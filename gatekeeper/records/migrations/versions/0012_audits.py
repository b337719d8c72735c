"""Shelves for audits."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

SHELVES = ("live_post", "audit_run", "audit_judgement")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
