"""The ledger's table: entries chained inside the transaction whose change they tell of."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, select

from gatekeeper.domain.ledger import START, Entry, seal
from gatekeeper.records.engine import require_writing
from gatekeeper.records.tables import LEDGER_ENTRY


class SqlLedger:
    """The chained entries of this home."""

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def append(
        self, what: str, *, actor: str, subject: str, details: Mapping[str, str] | None = None
    ) -> Entry:
        """Write the next entry."""
        require_writing(self._connection)
        number, before = self._head()
        bare = Entry(number + 1, self._now, what, actor, subject, dict(details or {}), before)
        entry = dataclasses.replace(bare, hash=seal(bare))
        self._connection.execute(insert(LEDGER_ENTRY).values(dataclasses.asdict(entry)))
        return entry

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries, oldest first."""
        rows = self._connection.execute(select(LEDGER_ENTRY).order_by(LEDGER_ENTRY.c.number))
        return tuple(Entry(**row._mapping) for row in rows)  # noqa: SLF001

    def newest(self) -> int:
        """Return the number of the newest entry; 0 without one."""
        return self._head()[0]

    def _head(self) -> tuple[int, str]:
        columns = LEDGER_ENTRY.c
        query = select(columns.number, columns.hash).order_by(columns.number.desc()).limit(1)
        row = self._connection.execute(query).first()
        return (row.number, row.hash) if row else (0, START)
