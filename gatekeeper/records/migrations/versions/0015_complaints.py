"""Shelves for complaints, and for how long things are kept."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

SHELVES = ("complaint", "retention_period")


def upgrade() -> None:
    """Make the new tables; those before stay as they are."""
    for name in SHELVES:
        _shelf(name)


def _shelf(name: str) -> None:
    op.create_table(
        name,
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name=f"pk_{name}"),
        sa.UniqueConstraint("id", "version", name=f"uq_{name}_id_version"),
        sa.ForeignKeyConstraint(["owner"], ["owner.id"], name=f"fk_{name}_owner"),
    )
    op.create_index(f"ix_{name}_owner", name, ["owner"])
