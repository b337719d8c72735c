"""Somebody who holds a whole home, keys and all, and opens whatever can still be opened."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from gatekeeper.errors import CouldNotCheck
from gatekeeper.records.home import Layout
from gatekeeper.records.vault import KEY_BYTES, OwnerKey, read_home_key, unseal
from tests.homes import raw


def keys_left(root: Path) -> dict[str, OwnerKey]:
    """Return every data key that can be unwrapped, by owner; erasures on record do not stop it."""
    layout = Layout(root)
    home = read_home_key(layout.home_key)
    with raw(root) as connection:
        owners = dict(connection.execute("SELECT key, id FROM owner").fetchall())
    found = {}
    for file in layout.owners.glob("*.key"):
        owner = owners.get(file.stem)
        if owner is not None:
            both = unseal(home.wrapping, file.read_bytes(), "owner key", owner, file.stem)
            found[owner] = OwnerKey(both[:KEY_BYTES], both[KEY_BYTES:])
    return found


def opened_rows(root: Path, table: str) -> list[bytes]:
    """Return the content of every row of a table that any key on the disk opens."""
    with raw(root) as connection:
        query = f"SELECT owner, id, version, sealed FROM {table}"  # noqa: S608 - a test's own word
        rows = connection.execute(query).fetchall()
    return [
        plain
        for owner, item, version, sealed in rows
        for key in keys_left(root).values()
        for plain in _opened(key, sealed, (table, "sealed", owner, item, version))
    ]


def opened_files(root: Path, owner: str, digest: str) -> list[bytes]:
    """Return the content of every stored file that any key on the disk opens as this one."""
    return [
        plain
        for path in Layout(root).blobs.rglob("*")
        if path.is_file()
        for key in keys_left(root).values()
        for plain in _opened(key, path.read_bytes(), ("blob", owner, digest))
    ]


def holds(root: Path, data: bytes) -> bool:
    """Whether any file of the home holds these bytes anywhere."""
    return any(data in path.read_bytes() for path in root.rglob("*") if path.is_file())


def _opened(key: OwnerKey, sealed: bytes, place: tuple[str | int, ...]) -> Iterator[bytes]:
    with contextlib.suppress(CouldNotCheck):
        yield unseal(key.data, sealed, *place)
