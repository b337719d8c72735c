"""What somebody holds who copied the database, moved rows about, or lost the keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gatekeeper.domain.register import Bar, BarKind, ConsentState
from gatekeeper.errors import CouldNotCheck
from gatekeeper.records.home import Home, Layout
from gatekeeper.records.tables import METADATA
from tests.contracts.values import A_DAY, a_consent, a_person, a_pupil, a_version
from tests.fakes.clock import FrozenClock
from tests.homes import address_of, open_home, raw


def change(root: Path, statement: str) -> None:
    with raw(root) as connection:
        assert connection.execute(statement).rowcount > 0


def two_children(home: Home) -> str:
    """Enrol c1, who gave and withdrew consent, and c2, who refused; return a file of c1."""
    with home.records.begin() as uow:
        uow.enrol_pupil(a_pupil("c1", "MIS77001", "Wilhelmina"))
        uow.consents.put(a_consent("k1", "c1"))
        uow.consents.put(a_consent("k1", "c1", ConsentState.WITHDRAWN), seen=1)
        uow.consents.put(a_consent("c1", "c1"))
        uow.enrol_pupil(a_pupil("c2", "MIS77002", "Balthasar"))
        uow.consents.put(a_consent("k2", "c2", ConsentState.REFUSED))
        uow.bars.put(Bar("b2", "c2", BarKind.OBJECTION, A_DAY, "office", said_by="Balthasar"))
        return uow.blobs.put("c1", b"portrait of Wilhelmina" * 100)


def key_file(root: Path, owner: str) -> Path:
    with raw(root) as connection:
        query = "SELECT key FROM owner WHERE id = ?"
        (key,) = connection.execute(query, owner).fetchone()
    return Layout(root).owners / f"{key}.key"


LOG = Path("gatekeeper.sqlite3-wal")
"""Where SQLite puts what was just written; for PostgreSQL every row stands in its place."""


def rows(root: Path) -> Iterator[str]:
    """Return every row of every table as text."""
    with raw(root) as connection:
        for table in METADATA.tables:
            yield from (str(row) for row in connection.execute(f"SELECT * FROM {table}"))  # noqa: S608 - ours


# --- a copy without the keys -----------------------------------------------------------------


def test_a_copy_without_the_keys_names_no_child(home: Home, root: Path) -> None:
    with raw(root) as keeps_the_log:
        keeps_the_log.execute("SELECT count(*) FROM pupil").fetchone()
        digest = two_children(home)
        with home.records.begin() as uow:
            uow.posts.put(a_version("p1", "Wilhelmina won the race"))
            uow.people.put(a_person("deputy"))
            uow.ledger.append("pupil.joined", actor="deputy", subject="c1")
        copied = {
            path.relative_to(root): path.read_bytes()
            for path in root.rglob("*")
            if path.is_file() and "keys" not in path.parts
        }
    if address_of(root):
        copied[LOG] = "\n".join(rows(root)).encode()
    assert b"pupil.joined" in copied[LOG], "what was just written is in it: it is worth searching"
    for secret in ("Wilhelmina", "Balthasar", "Thistlewood", "MIS7700", "her mother", digest):
        for path, data in copied.items():
            assert secret.encode() not in data, path
            assert secret not in str(path)


def test_the_keys_alone_name_nobody_either(home: Home, root: Path) -> None:
    two_children(home)
    for path in (root / "keys").rglob("*"):
        assert "c1" not in path.name
        assert not path.is_file() or b"Wilhelmina" not in path.read_bytes()


# --- rows that were moved --------------------------------------------------------------------

MOVES = {
    "to another child": "UPDATE consent SET owner = 'c2' WHERE id = 'k1'",
    "under another item": (
        "UPDATE consent SET sealed = (SELECT sealed FROM consent WHERE id = 'c1') WHERE id = 'k1'"
    ),
    "to be the newest again": "UPDATE consent SET version = 3 WHERE id = 'k1' AND version = 1",
    "from another table": (
        "UPDATE consent SET sealed = (SELECT sealed FROM pupil WHERE id = 'c1') WHERE id = 'c1'"
    ),
    "cut short": "UPDATE consent SET sealed = substr(sealed, 1, 40) WHERE id = 'k1'",
    "emptied": "UPDATE consent SET sealed = substr(sealed, 1, 0) WHERE id = 'k1'",
}


@pytest.mark.parametrize("move", MOVES)
def test_a_row_that_was_moved_stops_whoever_reads_it(home: Home, root: Path, move: str) -> None:
    two_children(home)
    change(root, MOVES[move])
    stops_the_reader(home, "altered, moved, or sealed with another key")


def test_a_row_that_belongs_to_nobody_stops_whoever_reads_it(home: Home, root: Path) -> None:
    two_children(home)
    if address_of(root):  # whoever can write there can do this too
        with raw(root) as connection:
            connection.execute("ALTER TABLE consent DROP CONSTRAINT fk_consent_owner")
    change(root, "UPDATE consent SET owner = 'nobody' WHERE id = 'k1'")
    stops_the_reader(home, "belongs to nobody")


def stops_the_reader(home: Home, sentence: str) -> None:
    with home.records.begin() as uow:
        with pytest.raises(CouldNotCheck, match=sentence):
            uow.consents.all()
        with pytest.raises(CouldNotCheck, match=sentence):
            tuple(map(uow.consents.get, ("c1", "k1")))


# --- keys that are gone ----------------------------------------------------------------------


def test_a_key_that_is_missing_without_an_erasure_stops_the_reader(home: Home, root: Path) -> None:
    two_children(home)
    key_file(root, "c2").unlink()
    with home.records.begin() as uow:
        for read in (uow.bars.all, uow.consents.all, uow.pupils.all, lambda: uow.bars.of("c2")):
            with pytest.raises(CouldNotCheck, match="data key is missing"):
                read()
        with pytest.raises(CouldNotCheck):
            uow.bars.version("b2")
        with pytest.raises(CouldNotCheck):
            uow.consents.put(a_consent("new", "c2"))


def test_the_key_of_another_child_opens_nothing(home: Home, root: Path) -> None:
    two_children(home)
    key_file(root, "c2").write_bytes(key_file(root, "c1").read_bytes())
    with home.records.begin() as uow, pytest.raises(CouldNotCheck):
        uow.pupils.get("c2")


@pytest.mark.parametrize("data", [b"", b"short", b"x" * 32])
def test_a_home_whose_own_key_is_damaged_or_anothers_does_not_open(
    root: Path, clock: FrozenClock, data: bytes
) -> None:
    Layout(root).home_key.write_bytes(data)
    with pytest.raises(CouldNotCheck):
        open_home(root, clock)


# --- files -----------------------------------------------------------------------------------


def the_only_file(root: Path) -> Path:
    (path,) = (path for path in Layout(root).blobs.rglob("*") if path.is_file())
    return path


def test_a_file_that_was_altered_or_removed_stops_the_reader(home: Home, root: Path) -> None:
    digest = two_children(home)
    path = the_only_file(root)
    sealed = bytearray(path.read_bytes())
    sealed[len(sealed) // 2] ^= 1
    path.write_bytes(sealed)
    with home.records.begin() as uow, pytest.raises(CouldNotCheck, match="altered"):
        uow.blobs.get("c1", digest)
    path.unlink()
    with home.records.begin() as uow, pytest.raises(CouldNotCheck, match="missing"):
        uow.blobs.get("c1", digest)


def test_the_same_picture_of_two_owners_is_two_files_that_look_unlike(
    home: Home, root: Path
) -> None:
    with home.records.begin() as uow:
        assert uow.blobs.put("p1", b"picture") == uow.blobs.put("p2", b"picture")
    one, other = (path for path in Layout(root).blobs.rglob("*") if path.is_file())
    assert one.name != other.name
    assert one.read_bytes() != other.read_bytes()
