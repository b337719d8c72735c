"""Shelves for the lock, biometric consents, and whatever is measured or kept of faces."""

from __future__ import annotations

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

SHELVES = (
    "biometric_lock",
    "biometric_record",
    "enrolment",
    "look_alike",
    "reference_picture",
    "suggestion",
)


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        make_shelf(name)
