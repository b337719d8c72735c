"""The ledger as lines of JSON, to be kept or verified elsewhere, and back again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from datetime import datetime
from typing import TypeVar

from gatekeeper.domain.canonical import plain
from gatekeeper.domain.ledger import Entry
from gatekeeper.errors import UsageError

FIELDS = frozenset(field.name for field in fields(Entry))
T = TypeVar("T")


def exported(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield one line of JSON for each entry, without a line end.

    The entries hold public keys, statements and proofs: nothing else is needed to verify them.
    """
    for entry in entries:
        yield json.dumps(plain(entry), sort_keys=True, ensure_ascii=False)


def read_export(lines: Iterable[str]) -> tuple[Entry, ...]:
    """Return the entries of an export, as they stand in it; empty lines are skipped.

    Raises:
        UsageError: naming the first line that is no ledger entry.
    """
    return tuple(_entry(number, line) for number, line in enumerate(lines, start=1) if line.strip())


def _entry(number: int, line: str) -> Entry:
    try:
        found = _fields_of(json.loads(line))
        return Entry(
            number=_exact(found["number"], int),
            at=_moment(_exact(found["at"], str)),
            what=_exact(found["what"], str),
            actor=_exact(found["actor"], str),
            subject=_exact(found["subject"], str),
            details={
                key: _exact(value, str) for key, value in _exact(found["details"], dict).items()
            },
            before=_exact(found["before"], str),
            hash=_exact(found["hash"], str),
        )
    except (ValueError, TypeError, RecursionError) as error:
        raise UsageError(
            f"Line {number} is no ledger entry.", "Export the ledger again, whole."
        ) from error


def _fields_of(found: object) -> dict[str, object]:
    if set(_exact(found, dict)) != FIELDS:
        raise ValueError(found)
    return _exact(found, dict)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(text)
    return moment


def _exact(value: object, kind: type[T]) -> T:
    """Return a value of exactly this type: True is no number here."""
    if type(value) is kind:
        return value
    raise TypeError(kind.__name__)
