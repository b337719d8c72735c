"""Bringing a database to the tables of this version, and refusing one of another version."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from gatekeeper.errors import CouldNotCheck
from gatekeeper.records.engine import plainly

NEWEST = "0022"
"""The last step in `migrations/versions`; steps are numbered so that they sort."""


def upgrade(engine: Engine) -> None:
    """Run the missing steps, all or none of them."""
    # Here, since every command opens a home and hardly any makes one.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    folder = str(Path(__file__).with_name("migrations"))
    config.set_main_option("script_location", folder.replace("%", "%%"))
    with plainly(), engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, NEWEST)


def found(engine: Engine) -> str:
    """Return the number of the last step that was run on a database, or nothing at all."""
    with plainly(), engine.begin() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return ""
        number = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return number or ""


def require_newest(engine: Engine) -> None:
    """Stop unless the database has exactly the tables of this version.

    Raises:
        CouldNotCheck: it is older or newer.
    """
    number = found(engine)
    if number > NEWEST:
        raise CouldNotCheck(
            "A newer gatekeeper wrote this home.", "Install that version here, then try again."
        )
    if number < NEWEST:
        raise CouldNotCheck(
            "An older gatekeeper wrote this home, so its tables have to be brought up to date.",
            "Make a backup, then run `gatekeeper doctor --mend`.",
        )
