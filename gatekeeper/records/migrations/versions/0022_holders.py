"""Who holds a lease, so that a dead one's is given back at once."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; leases of before have none and end by themselves."""
    op.add_column("job", sa.Column("holder", sa.String(), nullable=True))
