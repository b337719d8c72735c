"""A shelf for phrases that name no pupil."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

SHELVES = ("not_a_pupil",)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
