"""The file of one private key: JSON with the parameters of scrypt, and the sealed secret.

The key that seals is scrypt over the passphrase (NFC, so that every keyboard's é is the same);
what is sealed is the Ed25519 seed (32 bytes) and the age identity (text). The parameters stand
in the file, so that they can grow without locking anybody out; the seal is bound to them.
"""

from __future__ import annotations

import json
import secrets
import unicodedata
from typing import Any

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from gatekeeper.errors import CouldNotCheck, NotAllowed, UsageError
from gatekeeper.records.vault import KEY_BYTES, seal, unseal

SEED_BYTES = 32
SHORTEST_PASSPHRASE = 10
"""Characters."""
COST, BLOCK, PARALLEL = 2**15, 8, 1
"""scrypt's n, r and p: 32 MiB and about a tenth of a second for one try."""
HIGHEST_COST = 2**20
"""A file that asks for more than this (1 GiB of memory) was not written by gatekeeper."""


def try_in_vain(passphrase: str) -> None:
    """Take as long as `open_key_file` does."""
    _stretched(passphrase, _new_terms())


def lock(key_id: str, passphrase: str, secret: bytes) -> bytes:
    """Return the file's bytes.

    Raises:
        UsageError: the passphrase is too short.
    """
    require_strength(passphrase)
    terms = _new_terms()
    sealed = seal(_stretched(passphrase, terms), secret, *_place(key_id, terms))
    return json.dumps({"scrypt": terms, "sealed": sealed.hex()}).encode()


def open_key_file(key_id: str, passphrase: str, data: bytes) -> bytes:
    """Return the secret.

    Raises:
        NotAllowed: the passphrase is wrong, or the file is not this key's.
    """
    terms, sealed = _parsed(data)
    try:
        return unseal(_stretched(passphrase, terms), sealed, *_place(key_id, terms))
    except CouldNotCheck as error:
        raise NotAllowed(
            "The passphrase is wrong.", "Try it again; mind capital letters."
        ) from error


def require_strength(passphrase: str) -> None:
    """Stop at a passphrase that is too easy to guess.

    Raises:
        UsageError: it has fewer than ten characters.
    """
    if len(passphrase.strip()) < SHORTEST_PASSPHRASE:
        raise UsageError(
            "A passphrase needs at least ten characters.", "Four words in a row are easy to keep."
        )


def _parsed(data: bytes) -> tuple[dict[str, Any], bytes]:
    try:
        parsed = json.loads(data)
        terms, sealed = dict(parsed["scrypt"]), bytes.fromhex(parsed["sealed"])
        bytes.fromhex(terms["salt"])
        sane = _sane(terms["n"], terms["r"], terms["p"])
    except (ValueError, KeyError, TypeError):
        sane, terms, sealed = False, {}, b""
    if not sane:
        raise NotAllowed("The file of this key is damaged.", "Have a new key enrolled.")
    return terms, sealed


def _new_terms() -> dict[str, Any]:
    return {"n": COST, "r": BLOCK, "p": PARALLEL, "salt": secrets.token_hex(16)}


def _sane(cost: int, block: int, parallel: int) -> bool:
    return COST <= cost <= HIGHEST_COST and cost.bit_count() == 1 and (block, parallel) == (8, 1)


def _stretched(passphrase: str, terms: dict[str, Any]) -> bytes:
    scrypt = Scrypt(
        salt=bytes.fromhex(terms["salt"]),
        length=KEY_BYTES,
        n=terms["n"],
        r=terms["r"],
        p=terms["p"],
    )
    return scrypt.derive(unicodedata.normalize("NFC", passphrase).encode())


def _place(key_id: str, terms: dict[str, Any]) -> tuple[str, ...]:
    return ("private key", key_id, json.dumps(terms, sort_keys=True))
