"""Migrations make the tables of the code; homes of other versions are refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text

import gatekeeper.records.migrate as migrate_module
from gatekeeper.errors import CouldNotCheck
from gatekeeper.records.home import upgrade_home
from gatekeeper.records.migrate import NEWEST, found, upgrade
from gatekeeper.records.tables import METADATA
from tests.fakes.clock import FrozenClock
from tests.homes import address_of, engine_of, open_home

MIGRATIONS = Path(migrate_module.__file__).with_name("migrations")


def tables(engine: Engine) -> set[str]:
    return set(inspect(engine).get_table_names())


def test_migrations_make_the_tables_of_the_code(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []


def test_a_table_that_no_migration_makes_is_noticed(engine: Engine) -> None:
    upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE task"))
        context = MigrationContext.configure(connection)
        assert compare_metadata(context, METADATA) != []


def test_the_code_names_the_last_migration() -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


def test_steps_are_numbered_so_that_they_sort() -> None:
    names = sorted(path.name for path in (MIGRATIONS / "versions").glob("0*.py"))
    assert [int(name[:4]) for name in names] == list(range(1, len(names) + 1))


def test_upgrading_twice_is_upgrading_once(root: Path, clock: FrozenClock) -> None:
    before = tables(engine_of(root))
    upgrade_home(root, address_of(root))
    assert tables(engine_of(root)) == before
    open_home(root, clock)


def test_an_upgrade_that_fails_changes_nothing(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE task (in_the_way INTEGER)"))
    with pytest.raises(CouldNotCheck):
        upgrade(engine)
    assert tables(engine) == {"task"}
    assert found(engine) == ""


@pytest.mark.parametrize(
    ("number", "said", "remedy"),
    [("0000", "An older gatekeeper", "gatekeeper doctor"), ("9999", "A newer", "Install")],
)
def test_a_home_of_another_version_is_refused_with_a_remedy(
    root: Path, clock: FrozenClock, number: str, said: str, remedy: str
) -> None:
    with engine_of(root).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :n"), {"n": number})
    with pytest.raises(CouldNotCheck, match=said) as caught:
        open_home(root, clock)
    assert remedy in caught.value.remedy
