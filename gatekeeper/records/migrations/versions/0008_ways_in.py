"""Shelves for invitations, passkeys on their way and in use, and ways back in."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

SHELVES = ("invitation", "passkey_offer", "passkey_use", "recovery")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
