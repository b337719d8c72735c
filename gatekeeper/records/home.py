"""One school's home folder: where things lie in it, making one, opening one."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine

from gatekeeper.errors import CouldNotCheck, UsageError
from gatekeeper.ports import Clock
from gatekeeper.records import files
from gatekeeper.records.database import open_engine
from gatekeeper.records.keys import FolderKeyring
from gatekeeper.records.migrate import found, require_newest, upgrade
from gatekeeper.records.nouns import SCHOOL
from gatekeeper.records.pool import closing
from gatekeeper.records.sweep import sweep
from gatekeeper.records.unit_of_work import SqlRecords
from gatekeeper.records.vault import RESTORE_KEYS, Vault, make_home_key, read_home_key

NO_HOME = (
    "No school is set up here yet: `gatekeeper init` makes one, `gatekeeper demo` shows a made-up "
    "one. Are its records in PostgreSQL? Set GATEKEEPER_DATABASE."
)
ANOTHERS = "Open the home to which it belongs, or give this home a database of its own."


@dataclass(frozen=True, slots=True)
class Layout:
    """Where things lie in a home. Back up `keys` apart from the rest, or erasing means nothing."""

    root: Path

    @property
    def database(self) -> Path:
        """Everything on record; nothing of a child can be read in it without the keys."""
        return self.root / "gatekeeper.sqlite3"

    @property
    def blobs(self) -> Path:
        """Sealed files."""
        return self.root / "blobs"

    @property
    def uploads(self) -> Path:
        """Sealed files that were brought for an audit, until it has ended."""
        return self.root / "uploads"

    @property
    def home_key(self) -> Path:
        """The key that wraps the owners' keys."""
        return self.root / "keys" / "home.key"

    @property
    def owners(self) -> Path:
        """The owners' keys, one file each."""
        return self.root / "keys" / "owners"

    @property
    def people(self) -> Path:
        """The private keys of people and devices, each under its passphrase."""
        return self.root / "keys" / "people"

    @property
    def rules(self) -> Path:
        """The rule book."""
        return self.root / "rules"

    @property
    def calendar(self) -> Path:
        """The school's calendar."""
        return self.root / "calendar.toml"


class Home:
    """An open home: its records, its keyring, and where its files lie."""

    def __init__(self, layout: Layout, engine: Engine, clock: Clock) -> None:
        self.layout = layout
        self._engine = engine
        self._clock = clock
        self._vault = Vault(layout.owners, read_home_key(layout.home_key))
        self.records = SqlRecords(engine, self._vault, layout.blobs, clock)
        self.keyring = FolderKeyring(layout.people, clock)

    def close(self) -> None:
        """Close the connections to its records; whatever is done next opens them again."""
        self.records.close()

    def sweep(self) -> int:
        """Remove files that no committed row names and that are older than an hour."""
        return sweep(self._engine, self._vault, self.layout.blobs, self._clock)


def make_home(root: Path, clock: Clock, database: str = "", *, in_checkout: bool = False) -> Home:
    """Make a home and open it. It may be called again until its headteacher has claimed it.

    Its records are in PostgreSQL where `database` is an address, else in a file of the home.

    Raises:
        UsageError: there is a home already, or the folder lies in a git checkout.
        CouldNotCheck: there is a database whose key is gone.
    """
    layout = Layout(root)
    _require_outside_checkout(root, in_checkout=in_checkout)
    for folder in (layout.blobs, layout.owners, layout.people, layout.rules):
        files.make_folder(folder)
    with closing(open_engine(layout.database, database)) as engine:
        if not layout.home_key.exists():
            _require_unused(layout, engine, database)
            make_home_key(layout.home_key)
        if not found(engine):
            upgrade(engine)
    home = open_home(root, clock, database, in_checkout=in_checkout)
    with home.records.begin() as uow:
        if any(setup.fingerprint for setup in uow.setup.all()):
            raise UsageError(f"{root} is a home already.", "Use it, or name another folder.")
    return home


def open_home(root: Path, clock: Clock, database: str = "", *, in_checkout: bool = False) -> Home:
    """Open a home; whatever a crash left half erased is erased first.

    Raises:
        UsageError: the folder is not a home, or lies in a git checkout.
        CouldNotCheck: a key is missing or not this home's, or another version wrote it.
    """
    layout = Layout(root)
    _require_outside_checkout(root, in_checkout=in_checkout)
    engine = open_engine(layout.database, database)
    with ExitStack() as unless_opened:
        unless_opened.callback(engine.dispose)
        there = layout.home_key.parent.is_dir() if database else layout.database.is_file()
        if not there or not found(engine):
            raise UsageError(f"{root} is not a home of gatekeeper.", NO_HOME)
        require_newest(engine)
        home = Home(layout, engine, clock)
        home.records.finish_erasures()
        with home.records.begin() as uow:
            # Opens the school's own key, so that a wrong home key is noticed now.
            uow.secret(SCHOOL)
        unless_opened.pop_all()
    return home


def upgrade_home(root: Path, database: str = "") -> None:
    """Bring the tables of an older home up to date; leave alone what is no home."""
    with closing(open_engine(Layout(root).database, database)) as engine:
        if (database or Layout(root).database.is_file()) and found(engine):
            upgrade(engine)


def _require_outside_checkout(root: Path, *, in_checkout: bool) -> None:
    place = root.resolve()
    if not in_checkout and any((folder / ".git").exists() for folder in (place, *place.parents)):
        raise UsageError(
            f"{root} lies in a git checkout, where children's data must never be.",
            "Name a folder outside of it, as in `GATEKEEPER_HOME=~/gatekeeper`.",
        )


def _require_unused(layout: Layout, engine: Engine, database: str) -> None:
    """Stop before a key is made for records that were sealed with another."""
    if layout.database.exists():
        raise CouldNotCheck("The key of this home is missing.", RESTORE_KEYS)
    if database and found(engine):
        raise CouldNotCheck("The key of this home is missing: its database is in use.", ANOTHERS)
