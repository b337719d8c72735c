"""The table that every noun has. Frozen: steps of the past are made of it, so it never changes.

A shelf of another shape is another function beside this one.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op


def make_shelf(name: str) -> None:
    """Make the table of one noun: append-only, sealed, owned."""
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
