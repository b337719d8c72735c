"""Files beside the database: sealed under their owner's key, on disk before their row commits.

A file's name is an HMAC of its content's digest under the owner's salt: the same bytes of the
same owner are one file, and a name tells nobody which picture it is.
"""

from __future__ import annotations

import hashlib
import hmac
from pathlib import Path

from sqlalchemy import Connection, insert, select

from gatekeeper.errors import CouldNotCheck
from gatekeeper.records import files
from gatekeeper.records.engine import require_writing
from gatekeeper.records.owners import Owners
from gatekeeper.records.tables import BLOB
from gatekeeper.records.vault import OwnerKey, seal, unseal


class SqlBlobs:
    """The files of a home, by owner and SHA-256 of their content."""

    def __init__(self, connection: Connection, owners: Owners, folder: Path) -> None:
        self._connection = connection
        self._owners = owners
        self._folder = folder

    def put(self, owner: str, data: bytes) -> str:
        """Store the bytes and return their SHA-256 in hexadecimal."""
        require_writing(self._connection)
        digest = hashlib.sha256(data).hexdigest()
        key = self._owners.key(owner)
        name = _name(key, digest)
        known = self._known(name)
        if not known or not path_of(self._folder, name).is_file():
            self._write(name, seal(key.data, data, "blob", owner, digest))
        if not known:
            self._connection.execute(insert(BLOB).values(name=name, owner=owner))
        return digest

    def get(self, owner: str, digest: str) -> bytes:
        """Return the bytes.

        Raises:
            CouldNotCheck: the file is missing or was altered.
        """
        key = self._owners.key_if_any(owner)
        name = _name(key, digest) if key else ""
        path = path_of(self._folder, name)
        if key is None or not self._known(name) or not path.is_file():
            raise CouldNotCheck(
                "A stored file is missing.",
                "Put the home's blobs folder back from a backup, or add the picture again.",
            )
        return unseal(key.data, path.read_bytes(), "blob", owner, digest)

    def _known(self, name: str) -> bool:
        return self._connection.execute(select(BLOB).where(BLOB.c.name == name)).first() is not None

    def _write(self, name: str, sealed: bytes) -> None:
        path = path_of(self._folder, name)
        files.make_folder(path.parent)
        files.write(path, sealed)
        self._owners.unsynced.add(path.parent)


def path_of(folder: Path, name: str) -> Path:
    """Return where a file lies: `ab/abcdef...`."""
    return folder / name[:2] / name


def _name(key: OwnerKey, digest: str) -> str:
    return hmac.digest(key.salt, digest.encode(), "sha256").hex()
