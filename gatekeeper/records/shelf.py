"""One noun's shelf: every change is a new row, sealed under its owner's key in its place."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Row, Select, delete, insert, select
from sqlalchemy.exc import IntegrityError

from gatekeeper.domain.register import Pupil
from gatekeeper.records.engine import require_writing
from gatekeeper.records.nouns import NOUNS, SCHOOL, changed, moved, not_enrolled, taken
from gatekeeper.records.owners import Owners
from gatekeeper.records.statements import (
    newest,
    newest_beginning,
    newest_of_all,
    newest_of_owner,
)
from gatekeeper.records.tables import PUPIL_CODE, SHELVES
from gatekeeper.records.vault import HomeKey, OwnerKey, seal, unseal
from gatekeeper.records.writing import read, written

T = TypeVar("T")
_EVERYBODY = ""
"""No owner is called so."""


class SqlShelf(Generic[T]):
    """All values of one noun, in one table."""

    def __init__(self, connection: Connection, owners: Owners, name: str, now: datetime) -> None:
        self._connection = connection
        self._owners = owners
        self._noun = NOUNS[name]
        self._table = SHELVES[name]
        self._now = now
        self._opened_before: dict[str, tuple[T, ...]] = {}
        """What was opened in this transaction, in which nobody else can change it, by owner."""

    def get(self, item_id: str) -> T | None:
        """Return the newest version of an item."""
        row = self._newest(item_id)
        key = self._key(row) if row else None
        return self._opened(key, row) if row and key else None

    def version(self, item_id: str) -> int:
        """Return the number of the newest version; 0 when there is none."""
        row = self._newest(item_id)
        return row.version if row and self._key(row) else 0

    def put(self, item: T, seen: int = 0) -> None:
        """Write the version after `seen`.

        Raises:
            StaleWrite: somebody else wrote it in between.
            UsageError: the item belongs to another owner.
            NotFound: the owner was erased, or is a pupil who was never enrolled.
        """
        require_writing(self._connection)
        item_id = self._noun.id_of(item)
        before = self._newest(item_id)
        owner = self._owner(item, before)
        if self._noun.enrolled and not self._owners.known(owner):
            raise not_enrolled(owner)
        key = self._owners.key(owner)
        if before is not None and before.owner != owner:
            raise moved(self._noun, item)
        if (before.version if before else 0) != seen:
            raise changed(self._noun, item)
        self._insert(item, item_id, owner, seen + 1, key)

    def forget_earlier(self, item_id: str) -> None:
        """Destroy every version of an item but the newest."""
        require_writing(self._connection)
        columns = self._table.c
        before = columns.version < self.version(item_id)
        self._connection.execute(delete(self._table).where(columns.id == item_id, before))

    def of(self, owner: str) -> tuple[T, ...]:
        """Return the newest versions of all items of an owner, oldest item first."""
        if owner not in self._opened_before:
            found = tuple(self._read(newest_of_owner(self._table), of_owner=owner))
            self._opened_before[owner] = found
        return self._opened_before[owner]

    def all(self) -> tuple[T, ...]:
        """Return the newest version of every item, oldest item first."""
        if _EVERYBODY not in self._opened_before:
            self._opened_before[_EVERYBODY] = tuple(self._read(newest_of_all(self._table)))
        return self._opened_before[_EVERYBODY]

    def beginning(self, name: str) -> tuple[T, ...]:
        """Return the newest version of each item whose id begins with this, oldest item first."""
        return tuple(self._read(newest_beginning(self._table), beginning=name))

    def forget(self) -> None:
        """Open everything anew from here on: something was changed."""
        self._opened_before.clear()

    def _owner(self, item: T, before: Row[Any] | None) -> str:
        """Return whose an item is, or whose it was made when nothing of its kind had an own key."""
        if self._noun.was_school and before is not None and before.owner == SCHOOL:
            return SCHOOL
        return self._noun.owner_of(item)

    def _insert(self, item: T, item_id: str, owner: str, version: int, key: OwnerKey) -> None:
        place = self._place(owner, item_id, version)
        row = {
            "id": item_id,
            "version": version,
            "owner": owner,
            "recorded_at": self._now,
            "sealed": seal(key.data, written(self._noun.kind, item), *place),
        }
        self.forget()
        try:
            self._connection.execute(insert(self._table), row)
        except IntegrityError as error:
            raise changed(self._noun, item) from error

    def _read(self, query: Select[Any], **terms: str) -> Iterator[T]:
        for row in self._connection.execute(query, terms):
            key = self._key(row)
            if key is not None:
                yield self._opened(key, row)

    def _newest(self, item_id: str) -> Row[Any] | None:
        return self._connection.execute(newest(self._table), {"item": item_id}).first()

    def _key(self, row: Row[Any]) -> OwnerKey | None:
        return self._owners.key_to_read(row.owner, row.key, row.erased_at)

    def _opened(self, key: OwnerKey, row: Row[Any]) -> T:
        plain = unseal(key.data, row.sealed, *self._place(row.owner, row.id, row.version))
        item: T = read(self._noun.kind, plain)
        return item

    def _place(self, owner: str, item_id: str, version: int) -> tuple[str | int, ...]:
        return (self._table.name, "sealed", owner, item_id, version)


class PupilShelf(SqlShelf[Pupil]):
    """The pupils' shelf, which keeps every MIS id findable by its code."""

    def __init__(
        self, connection: Connection, owners: Owners, now: datetime, home: HomeKey
    ) -> None:
        super().__init__(connection, owners, "pupils", now)
        self._home = home

    def put(self, item: Pupil, seen: int = 0) -> None:
        """Write the version after `seen`; its MIS id must not be another pupil's."""
        holder = self.id_for(item.mis_id)
        if holder not in (None, item.id):
            raise taken(item.mis_id)
        super().put(item, seen)
        if holder is None:
            code = {"code": self._home.code(item.mis_id), "pupil": item.id}
            self._connection.execute(insert(PUPIL_CODE).values(code))

    def id_for(self, mis_id: str) -> str | None:
        """Return the id of the pupil with this MIS id."""
        query = select(PUPIL_CODE.c.pupil).where(PUPIL_CODE.c.code == self._home.code(mis_id))
        found: str | None = self._connection.execute(query).scalar()
        return found
