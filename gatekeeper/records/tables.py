"""The tables of a home. Every noun has one of the same shape: append-only, sealed.

Migrations say what was true when they were written; everything else takes its columns from here.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    DateTime,
    Dialect,
    LargeBinary,
    MetaData,
    Table,
    TypeDecorator,
    UniqueConstraint,
)
from sqlmodel import Field, SQLModel

from gatekeeper.records.nouns import NOUNS

METADATA = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    }
)


class Moment(TypeDecorator[datetime]):
    """A time that goes in as UTC and comes out as UTC, whatever the database makes of zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn into UTC; a time without a zone is a mistake."""
        del dialect
        if value is not None and value.tzinfo is None:
            raise TypeError("a time on record needs a zone")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: Any | None, dialect: Dialect) -> datetime | None:
        """Give back the zone that SQLite drops."""
        del dialect
        if value is None:
            return None
        moment: datetime = value
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


class Kept(SQLModel):
    """Base of all tables of a home."""

    metadata = METADATA


class Owner(Kept, table=True):
    """Who owns sealed things, and the id of the key that seals them."""

    __tablename__ = "owner"
    id: str = Field(primary_key=True)
    key: str = Field(unique=True)
    made_at: datetime = Field(sa_type=Moment)
    erased_at: datetime | None = Field(default=None, sa_type=Moment)
    """Set in the transaction that erases; the key's file goes after the commit."""


class PupilCode(Kept, table=True):
    """Finds a pupil by the HMAC of the MIS id."""

    __tablename__ = "pupil_code"
    code: str = Field(primary_key=True)
    pupil: str = Field(foreign_key="owner.id", index=True)


class Blob(Kept, table=True):
    """A file on disk that committed rows may name."""

    __tablename__ = "blob"
    name: str = Field(primary_key=True)
    owner: str = Field(foreign_key="owner.id", index=True)


class Job(Kept, table=True):
    """A lease on one piece of work, or that it is finished."""

    __tablename__ = "job"
    key: str = Field(primary_key=True)
    leased_until: datetime | None = Field(default=None, sa_type=Moment)
    finished_at: datetime | None = Field(default=None, sa_type=Moment)
    holder: str | None = None
    """Which process of which machine holds the lease (`gatekeeper.records.holder`)."""


class LedgerEntry(Kept, table=True):
    """One entry of the chain; two writers cannot take the same number."""

    __tablename__ = "ledger_entry"
    number: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    at: datetime = Field(sa_type=Moment)
    what: str
    actor: str
    subject: str
    details: dict[str, str] = Field(sa_type=JSON)
    before: str
    hash: str = Field(unique=True)


class Shelved(SQLModel, table=True):
    """One version of one item of a noun. `seq` grows with every row of the table.

    A pattern, no table of a home: each noun's is a copy of it, named as the home names things.
    """

    __tablename__ = "shelved"
    metadata = MetaData()
    seq: int | None = Field(default=None, primary_key=True)
    id: str
    version: int
    owner: str = Field(foreign_key="owner.id", index=True)
    recorded_at: datetime = Field(sa_type=Moment)
    sealed: bytes = Field(sa_type=LargeBinary)
    __table_args__ = (UniqueConstraint("id", "version"),)  # two writers cannot write the same


_PATTERN = Shelved.metadata.tables["shelved"]
SHELVES: dict[str, Table] = {
    name: _PATTERN.to_metadata(METADATA, name=noun.table) for name, noun in NOUNS.items()
}
"""The table of each noun, by the attribute of the unit of work."""
OWNER = METADATA.tables["owner"]
PUPIL_CODE = METADATA.tables["pupil_code"]
BLOB = METADATA.tables["blob"]
JOB = METADATA.tables["job"]
LEDGER_ENTRY = METADATA.tables["ledger_entry"]
