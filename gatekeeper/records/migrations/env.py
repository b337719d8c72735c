"""Run by alembic: the connection comes from `gatekeeper.records.migrate`, inside a transaction."""

from __future__ import annotations

from alembic import context

from gatekeeper.records.tables import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    transactional_ddl=True,
    render_as_batch=True,
)
context.run_migrations()
