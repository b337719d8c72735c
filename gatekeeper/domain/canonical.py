"""The one byte form of a value, and the digest over it.

UTF-8 JSON, keys sorted, no spaces, integers and strings only, behind the prefix
`gatekeeper/<noun>/v1` and a line feed. The prefix keeps a digest of one noun from ever
standing for another.
"""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping
from datetime import UTC, date, datetime
from enum import Enum


def plain(value: object) -> object:  # noqa: PLR0911  one line for each kind of value
    """Reduce a domain value to dicts, lists, strings and integers.

    Absent values (None) are left out of dataclasses and mappings. Sets are sorted by their
    canonical text. Times are UTC ISO 8601 with seconds and microseconds.

    Raises:
        TypeError: for a float or any other type that has more than one written form,
            and for a time without a zone.
    """
    match value:
        case bool():
            return int(value)
        case Enum():
            return plain(value.value)
        case str() | int():
            return value
        case bytes():
            return value.hex()
        case datetime():
            return _utc(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {_key(key): plain(item) for key, item in value.items() if item is not None}
        case frozenset() | set():
            return sorted((plain(item) for item in value), key=_text)
        case tuple() | list():
            return [plain(item) for item in value]
    return _fields(value)


def _fields(value: object) -> object:
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {
            field.name: plain(item)
            for field in dataclasses.fields(value)
            if (item := getattr(value, field.name)) is not None
        }
    message = f"{type(value).__name__} has no canonical form"
    raise TypeError(message)


def _key(key: object) -> str:
    text = plain(key)
    if isinstance(text, str):
        return text
    message = f"a key must be text, not {type(key).__name__}"
    raise TypeError(message)


def _utc(moment: datetime) -> str:
    if moment.tzinfo is None:
        message = "a time without a zone has no canonical form"
        raise TypeError(message)
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _text(value: object) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(noun: str, value: object) -> bytes:
    """Return the canonical bytes of a value under its noun, version 1."""
    return f"gatekeeper/{noun}/v1\n{_text(plain(value))}".encode()


def digest(noun: str, value: object) -> str:
    """Return the SHA-256 of the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(canonical(noun, value)).hexdigest()


def salted(salt: bytes, text: str) -> str:
    """Return a digest that means nothing once the salt is gone (64 hexadecimal digits)."""
    return hashlib.sha256(b"gatekeeper/salted/v1\n" + salt + text.encode()).hexdigest()
