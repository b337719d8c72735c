"""One-time codes for people to read from paper: a hundred random bits, kept as a digest."""

from __future__ import annotations

import re
import secrets

from gatekeeper.domain.canonical import digest

GROUPS, LETTERS_EACH = 4, 5
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Without 0, 1, I and O, which are mistaken for each other on paper. Five bits each."""


def make_code() -> str:
    """Return a new code, in groups."""
    return "-".join(_letters(LETTERS_EACH) for _ in range(GROUPS))


def code_digest(noun: str, code: str) -> str:
    """Return what is kept of a code, however it was typed."""
    return digest(noun, re.sub(r"[\s-]", "", code).upper())


def _letters(count: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(count))
