"""Times keep their moment, whatever the database makes of zones."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import StatementError

from gatekeeper.records.migrate import upgrade
from gatekeeper.records.tables import JOB

SUMMER = timezone(timedelta(hours=1))


def test_a_time_comes_back_in_utc_to_the_microsecond(engine: Engine) -> None:
    upgrade(engine)
    moment = datetime(2026, 7, 1, 0, 30, 5, 123456, tzinfo=SUMMER)
    with engine.begin() as connection:
        connection.execute(insert(JOB).values(key="a", leased_until=moment))
        row = connection.execute(select(JOB)).one()
    assert row.leased_until == moment
    assert row.leased_until.tzinfo is UTC
    assert row.finished_at is None


def test_a_time_without_a_zone_is_never_stored(engine: Engine) -> None:
    upgrade(engine)
    naive = datetime(2026, 7, 1, 0, 30)  # noqa: DTZ001
    with (
        pytest.raises(StatementError, match="needs a zone"),
        engine.begin() as connection,
    ):
        connection.execute(insert(JOB).values(key="a", leased_until=naive))
