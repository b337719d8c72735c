"""Whose key seals what, within one transaction: keys are made, looked up and given up here."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, select, update

from gatekeeper.errors import CouldNotCheck, NotFound
from gatekeeper.records.engine import require_writing
from gatekeeper.records.nouns import erased
from gatekeeper.records.tables import BLOB, OWNER, PUPIL_CODE
from gatekeeper.records.vault import OwnerKey, Vault


class Owners:
    """The owners of sealed things. Keys are remembered for this transaction only."""

    def __init__(self, connection: Connection, vault: Vault, now: datetime) -> None:
        self._connection = connection
        self._vault = vault
        self.now = now
        """The moment of this transaction, UTC."""
        self._keys: dict[str, OwnerKey | None] = {}
        self._rows: dict[str, Row[Any]] = {}
        self.unsynced: set[Path] = set()
        """Folders with new names in them; they must be on disk before the commit."""
        self.given_up: list[str] = []
        """Keys to destroy after the commit."""

    def known(self, owner: str) -> bool:
        """Whether the owner has, or had, a key."""
        return self._row(owner) is not None

    def key_if_any(self, owner: str) -> OwnerKey | None:
        """Return the key to read with, or None when the owner is unknown or was erased."""
        row = self._row(owner)
        return self.key_to_read(owner, row.key, row.erased_at) if row else None

    def key(self, owner: str) -> OwnerKey:
        """Return the key to write with, made at the first use.

        Raises:
            NotFound: the owner was erased.
            CouldNotCheck: the key is missing.
        """
        row = self._row(owner)
        if row is None:
            return self._make(owner)
        key = self.key_to_read(owner, row.key, row.erased_at)
        if key is None:
            raise erased(owner)
        return key

    def key_to_read(
        self, owner: str, key_id: str | None, erased_at: datetime | None
    ) -> OwnerKey | None:
        """Return the key named by an owner's row, or None when the owner was erased.

        Raises:
            CouldNotCheck: there is no such owner, or the key is missing without an erasure.
        """
        if erased_at is not None:
            return None
        if key_id is None:
            raise CouldNotCheck("Something on record belongs to nobody.")
        if key_id not in self._keys:
            self._keys[key_id] = self._vault.open(owner, key_id)
        return self._keys[key_id]

    def erase(self, owner: str) -> None:
        """Put the erasure on record; the key itself goes once that is committed.

        Raises:
            NotFound: nothing was ever on record of this owner.
        """
        require_writing(self._connection)
        row = self._row(owner)
        if row is None:
            raise NotFound(f"There is nothing on record of {owner}.")
        gone = update(OWNER).where(OWNER.c.id == owner, OWNER.c.erased_at.is_(None))
        self._connection.execute(gone.values(erased_at=self.now))
        self._connection.execute(delete(PUPIL_CODE).where(PUPIL_CODE.c.pupil == owner))
        self._connection.execute(delete(BLOB).where(BLOB.c.owner == owner))
        self.given_up.append(row.key)
        del self._rows[owner]

    def erased(self, owner: str) -> bool:
        """Whether the owner's erasure is on record, its key destroyed yet or not."""
        row = self._row(owner)
        return row is not None and row.erased_at is not None

    def destroyed(self, owner: str) -> bool:
        """Whether the owner's erasure is on record and the file of its key is gone."""
        row = self._row(owner)
        return row is not None and self.erased(owner) and not self._vault.has(row.key)

    def catch_up(self) -> None:
        """Erase again whatever a crash left half erased, or a database from a backup forgot."""
        kept, buried = self._vault.key_files(), self._vault.buried()
        for row in self._connection.execute(select(OWNER)).all():
            if row.key in (buried if row.erased_at is None else kept):
                self.erase(row.id)

    def _make(self, owner: str) -> OwnerKey:
        require_writing(self._connection)
        key_id, key = self._vault.make(owner)
        self._keys[key_id] = key
        self.unsynced.add(self._vault.folder)
        row = {"id": owner, "key": key_id, "made_at": self.now}
        self._connection.execute(insert(OWNER), row)
        return key

    def _row(self, owner: str) -> Row[Any] | None:
        if owner not in self._rows:
            row = self._connection.execute(select(OWNER).where(OWNER.c.id == owner)).first()
            if row is None:
                return None
            self._rows[owner] = row
        return self._rows[owner]
