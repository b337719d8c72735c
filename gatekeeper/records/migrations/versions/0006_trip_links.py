"""A shelf for the links of trips."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

SHELVES = ("trip_link",)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
