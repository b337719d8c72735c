"""Sessions of a browser."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the shelf of sessions."""
    op.create_table(
        "session",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("seq", name="pk_session"),
        sa.UniqueConstraint("id", "version", name="uq_session_id_version"),
        sa.ForeignKeyConstraint(["owner"], ["owner.id"], name="fk_session_owner"),
    )
    op.create_index("ix_session_owner", "session", ["owner"])
