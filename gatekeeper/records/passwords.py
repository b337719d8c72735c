"""Passwords stretched with Argon2id (RFC 9106), and six-digit codes of a telephone (RFC 6238)."""

from __future__ import annotations

import hmac
import secrets
import unicodedata
from datetime import datetime

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.twofactor.totp import TOTP

from gatekeeper.errors import UsageError

SHORTEST = 10
"""Characters."""
MEMORY, PASSES, LANES, LENGTH = 64 * 1024, 3, 1, 32
"""KiB of memory, passes over it, lanes and bytes: RFC 9106's second choice, with one lane."""
STEP, DIGITS = 30, 6
"""Seconds of one code, and its length, as every telephone's app expects them."""


def stretched(password: str) -> str:
    """Return what is kept of a password: Argon2id in PHC form, with its own salt.

    Raises:
        UsageError: it has fewer than ten characters.
    """
    if len(password.strip()) < SHORTEST:
        raise UsageError(
            "A password needs at least ten characters.", "Four words in a row will do."
        )
    argon = Argon2id(
        salt=secrets.token_bytes(16),
        length=LENGTH,
        iterations=PASSES,
        lanes=LANES,
        memory_cost=MEMORY,
    )
    return argon.derive_phc_encoded(_typed(password))


def fits(password: str, kept: str) -> bool:
    """Whether a password is the one of which this is kept."""
    try:
        Argon2id.verify_phc_encoded(_typed(password), kept)
    except (InvalidKey, ValueError):
        return False
    return True


def code_step(secret: bytes, code: str, now: datetime) -> int:
    """Return the time step that a code belongs to: the one of now or a neighbour; 0 if none."""
    totp = TOTP(secret, DIGITS, SHA1(), STEP)  # noqa: S303 - HMAC with it, as the standard has it
    at, typed = int(now.timestamp()), code.replace(" ", "").encode()
    steps = [at // STEP + way for way in (-1, 0, 1)]
    return next((s for s in steps if hmac.compare_digest(totp.generate(s * STEP), typed)), 0)


def _typed(password: str) -> bytes:
    return unicodedata.normalize("NFC", password.strip()).encode()
