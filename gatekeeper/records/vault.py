"""Data keys: one file an owner, outside the database, each wrapped by the home's own key.

What an owner's key sealed can be read while its file is there and never again afterwards. The
same file holds the owner's salt. Format of a key file: 12 bytes of nonce, then AES-256-GCM
over key (32 bytes) and salt (32 bytes).
"""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from gatekeeper.domain.register import folded
from gatekeeper.errors import CouldNotCheck
from gatekeeper.records import files
from gatekeeper.records.ids import mint

NONCE_BYTES = 12
KEY_BYTES = 32
RESTORE_KEYS = (
    "Put the home's keys folder back from its own backup; nothing is released until then."
)


def seal(key: bytes, plain: bytes, *place: str | int) -> bytes:
    """Encrypt bytes (AES-256-GCM) so that they open only with this key and in this place."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, _bound_to(place))


def unseal(key: bytes, sealed: bytes, *place: str | int) -> bytes:
    """Decrypt what `seal` made.

    Raises:
        CouldNotCheck: it was altered, moved to another place, or sealed with another key.
    """
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], _bound_to(place))
    except (InvalidTag, ValueError) as error:
        message = "Something on record was altered, moved, or sealed with another key."
        raise CouldNotCheck(message) from error


def _bound_to(place: tuple[str | int, ...]) -> bytes:
    return json.dumps(place).encode()


@dataclass(frozen=True, slots=True)
class OwnerKey:
    """An owner's data key and salt, 32 bytes each."""

    data: bytes = field(repr=False)
    salt: bytes = field(repr=False)


class HomeKey:
    """What a home's key is good for: wrapping owners' keys, sealing uploads, finding pupils."""

    def __init__(self, secret: bytes) -> None:
        self.wrapping = _derived(secret, b"gatekeeper/wrapping/v1")
        self.spooling = _derived(secret, b"gatekeeper/spool/v1")
        self._index = _derived(secret, b"gatekeeper/pupil-index/v1")

    def code(self, mis_id: str) -> str:
        """Return the HMAC-SHA256 of a folded MIS id, in hexadecimal: it finds a pupil, no more."""
        return hmac.digest(self._index, folded(mis_id).encode(), "sha256").hex()


def make_home_key(path: Path) -> None:
    """Write a new home key (32 random bytes)."""
    files.write(path, secrets.token_bytes(KEY_BYTES))
    files.sync(path.parent)


def read_home_key(path: Path) -> HomeKey:
    """Return the home's key.

    Raises:
        CouldNotCheck: its file is missing or cut short.
    """
    secret = path.read_bytes() if path.is_file() else b""
    if len(secret) != KEY_BYTES:
        raise CouldNotCheck("The key of this home is missing or damaged.", RESTORE_KEYS)
    return HomeKey(secret)


class Vault:
    """The folder of owners' key files."""

    def __init__(self, folder: Path, home: HomeKey) -> None:
        self.folder = folder
        self.home = home

    def make(self, owner: str) -> tuple[str, OwnerKey]:
        """Write a new key for an owner and return its id; the folder still has to be synced."""
        key_id = mint()
        key = OwnerKey(secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES))
        wrapped = seal(self.home.wrapping, key.data + key.salt, "owner key", owner, key_id)
        files.write(self._file(key_id), wrapped)
        return key_id, key

    def open(self, owner: str, key_id: str) -> OwnerKey | None:
        """Return the key, or None when its destruction is on record here.

        Raises:
            CouldNotCheck: the file is gone and nobody destroyed it, or it is another's.
        """
        try:
            wrapped = self._file(key_id).read_bytes()
        except FileNotFoundError:
            if self._tombstone(key_id).exists():
                return None
            raise CouldNotCheck("A data key is missing.", RESTORE_KEYS) from None
        both = unseal(self.home.wrapping, wrapped, "owner key", owner, key_id)
        return OwnerKey(both[:KEY_BYTES], both[KEY_BYTES:])

    def destroy(self, key_id: str) -> None:
        """Leave a tombstone, then remove the key: whenever it stops, the next call goes on."""
        files.write(self._tombstone(key_id), b"")
        files.sync(self.folder)
        files.remove(self._file(key_id))

    def has(self, key_id: str) -> bool:
        """Whether the key's file is there."""
        return self._file(key_id).exists()

    def buried(self) -> frozenset[str]:
        """Return the ids of all keys whose destruction is on record here."""
        return frozenset(path.stem for path in self.folder.glob("*.erased"))

    def key_files(self) -> dict[str, Path]:
        """Return every key file by key id."""
        return {path.stem: path for path in self.folder.glob("*.key")}

    def _file(self, key_id: str) -> Path:
        return self.folder / f"{key_id}.key"

    def _tombstone(self, key_id: str) -> Path:
        return self.folder / f"{key_id}.erased"


def _derived(secret: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(secret)
