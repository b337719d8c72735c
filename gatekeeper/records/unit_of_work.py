"""Everything on record over one transaction, and the door through which it is opened."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine

from gatekeeper.domain.register import Pupil
from gatekeeper.ports import Clock, UnitOfWork
from gatekeeper.records import files, ids
from gatekeeper.records.blobs import SqlBlobs
from gatekeeper.records.chain import SqlLedger
from gatekeeper.records.engine import plainly, reading
from gatekeeper.records.leases import SqlJobs
from gatekeeper.records.left_over import LeftOver
from gatekeeper.records.nouns import NOUNS
from gatekeeper.records.owners import Owners
from gatekeeper.records.pool import close_with
from gatekeeper.records.shelf import PupilShelf, SqlShelf
from gatekeeper.records.turns import Turns
from gatekeeper.records.vault import Vault


class SqlUnitOfWork(UnitOfWork):
    """One transaction on the database, with the keys and files that belong to it."""

    def __init__(
        self, connection: Connection, owners: Owners, vault: Vault, blobs: Path, now: datetime
    ) -> None:
        self._connection = connection
        self._owners = owners
        self._now = now
        self.pupils = self._pupils = PupilShelf(connection, owners, now, vault.home)
        self.ledger = SqlLedger(connection, now)
        self.jobs = SqlJobs(connection, now)
        self.blobs = SqlBlobs(connection, owners, blobs)

    def __getattr__(self, name: str) -> SqlShelf[Any]:
        """Put up a noun's shelf when it is asked for first: hardly any deed needs them all."""
        if name not in NOUNS:
            raise AttributeError(name)
        shelf: SqlShelf[Any] = SqlShelf(self._connection, self._owners, name, self._now)
        setattr(self, name, shelf)
        return shelf

    @property
    def now(self) -> datetime:
        """The moment of this transaction, UTC."""
        return self._now

    def mint(self) -> str:
        """Return a new random id of 26 characters."""
        return ids.mint()

    def secret(self, owner: str) -> bytes:
        """Return the owner's salt (32 bytes)."""
        return self._owners.key(owner).salt

    def pupil_id(self, mis_id: str) -> str | None:
        """Return the id of the pupil with this MIS id."""
        return self._pupils.id_for(mis_id)

    def enrol_pupil(self, pupil: Pupil) -> None:
        """Give a new pupil an own data key and put it on the roll."""
        self._owners.key(pupil.id)
        self.pupils.put(pupil)

    def erase(self, owner: str) -> None:
        """Put the owner's erasure on record; its key is destroyed right after the commit."""
        self._owners.erase(owner)
        for name in NOUNS.keys() & vars(self).keys():
            getattr(self, name).forget()

    def erased(self, owner: str) -> bool:
        """Whether the owner's erasure is on record, its key destroyed yet or not."""
        return self._owners.erased(owner)

    def destroyed(self, owner: str) -> bool:
        """Whether the owner's erasure is on record and its key's file is gone."""
        return self._owners.destroyed(owner)


class SqlRecords:
    """Opens units of work on one home's database."""

    def __init__(self, engine: Engine, vault: Vault, blobs: Path, clock: Clock) -> None:
        self._engine = engine
        self._reading = reading(engine)
        close_with(self, engine)
        self._vault = vault
        self._blobs = blobs
        self._clock = clock
        self._turns = Turns()
        self._left = LeftOver(engine, vault)

    @contextmanager
    def begin(self) -> Iterator[UnitOfWork]:
        """Open one transaction; it commits when the block ends and rolls back when it raises.

        Raises:
            NotYet: another program's transaction did not end in time.
            CouldNotCheck: the database, a key or the disk failed.
        """
        with self._turns.turn(), plainly(), self._engine.begin() as connection:
            owners = Owners(connection, self._vault, self._clock.now())
            yield self._over(connection, owners)
            for folder in owners.unsynced:
                files.sync(folder)
        self._left.give_up(owners.given_up)

    @contextmanager
    def read(self) -> Iterator[UnitOfWork]:
        """Open what is on record as it is at this moment; it waits for nobody and keeps nobody.

        Raises:
            OnlyReading: something was to be written in it.
            CouldNotCheck: the database, a key or the disk failed.
        """
        with plainly(), self._reading.begin() as connection:
            yield self._over(connection, Owners(connection, self._vault, self._clock.now()))

    def _over(self, connection: Connection, owners: Owners) -> UnitOfWork:
        # Every shelf is put up when it is asked for, which mypy cannot see.
        return SqlUnitOfWork(  # type: ignore[abstract]
            connection, owners, self._vault, self._blobs, owners.now
        )

    def close(self) -> None:
        """Close what is open between two transactions; the next one opens it again."""
        self._engine.dispose()

    def finish_erasures(self) -> int:
        """Erase again what a crash or a backup left half erased; return how many there were."""
        with plainly(), self._engine.begin() as connection:
            owners = Owners(connection, self._vault, self._clock.now())
            owners.catch_up()
        self._left.give_up(owners.given_up)
        return len(owners.given_up)

    def finish(self) -> None:
        """Do again what had to be left when something was erased, if there is anything."""
        self._left.finish()
