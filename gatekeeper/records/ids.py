"""Random ids: 128 bits as 26 lower-case letters and digits."""

from __future__ import annotations

import base64
import secrets


def mint() -> str:
    """Return a new id that nobody can guess and that tells nothing."""
    return base64.b32encode(secrets.token_bytes(16)).decode().rstrip("=").lower()
