"""The first tables: owners, files, jobs, ledger, and one append-only shelf for each noun."""

from __future__ import annotations

from datetime import datetime

import sqlalchemy as sa
from alembic import op

from gatekeeper.records.migrations.shelf import make_shelf

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

SHELVES = (
    "setup",
    "person",
    "public_key",
    "device",
    "stand_in",
    "pupil",
    "consent",
    "bar",
    "adult",
    "register_import",
    "trip",
    "channel_record",
    "adoption",
    "post",
    "reading",
    "face_search",
    "sighting",
    "answer",
    "roll_call",
    "decision",
    "submission",
    "request",
    "sign_off",
    "post_return",
    "release_grant",
    "published",
    "recall",
    "task",
)


def upgrade() -> None:
    """Make all tables."""
    _owner()
    _owned("pupil_code", "code", "pupil")
    _owned("blob", "name", "owner")
    _job()
    _ledger_entry()
    for name in SHELVES:
        make_shelf(name)


def _moment(name: str, *, nullable: bool = False) -> sa.Column[datetime]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(), nullable=False)


def _owned_by(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["owner.id"], name=f"fk_{table}_{column}")


def _owner() -> None:
    op.create_table(
        "owner",
        _text("id"),
        _text("key"),
        _moment("made_at"),
        _moment("erased_at", nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_owner"),
        sa.UniqueConstraint("key", name="uq_owner_key"),
    )


def _owned(table: str, key: str, owner: str) -> None:
    op.create_table(
        table,
        _text(key),
        _text(owner),
        sa.PrimaryKeyConstraint(key, name=f"pk_{table}"),
        _owned_by(table, owner),
    )
    op.create_index(f"ix_{table}_{owner}", table, [owner])


def _job() -> None:
    op.create_table(
        "job",
        _text("key"),
        _moment("leased_until", nullable=True),
        _moment("finished_at", nullable=True),
        sa.PrimaryKeyConstraint("key", name="pk_job"),
    )


def _ledger_entry() -> None:
    op.create_table(
        "ledger_entry",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        _moment("at"),
        _text("what"),
        _text("actor"),
        _text("subject"),
        sa.Column("details", sa.JSON(), nullable=False),
        _text("before"),
        _text("hash"),
        sa.PrimaryKeyConstraint("number", name="pk_ledger_entry"),
        sa.UniqueConstraint("hash", name="uq_ledger_entry_hash"),
    )
