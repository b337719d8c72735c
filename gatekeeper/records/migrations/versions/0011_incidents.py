"""Shelves for incidents and the lines of their record."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

SHELVES = ("incident", "incident_note")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
