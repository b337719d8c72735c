"""A shelf for requests for what is kept about a child."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the new table; those before stay as they are."""
    make_shelf("access_request")
