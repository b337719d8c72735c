"""Records for whatever only shows: every way into them reads, and no way writes."""

from __future__ import annotations

from contextlib import AbstractContextManager

from gatekeeper.ports import Records, UnitOfWork


class ReadingRecords:
    """A home's records with the writing taken away, whichever way in a deed asks for."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def begin(self) -> AbstractContextManager[UnitOfWork]:
        """Open what is on record to read it."""
        return self._records.read()

    def finish(self) -> None:
        """Leave it: nothing is erased from here."""

    def read(self) -> AbstractContextManager[UnitOfWork]:
        """Open what is on record to read it."""
        return self._records.read()
