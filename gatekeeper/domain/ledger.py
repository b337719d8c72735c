"""The ledger: entries chained by hash, so that what was written cannot be quietly changed.

Each entry's hash is SHA-256 over the canonical form of the entry with the hash before it. Ids and
digests only, never a name: erasing a child leaves the chain valid. A chain alone proves order, not
honesty; that takes a head value or a fingerprint kept elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from gatekeeper.domain.canonical import digest

START = "0" * 64


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: `what` is `subject.action`; `details` hold ids and numbers only."""

    number: int
    at: datetime
    what: str
    actor: str
    subject: str
    details: Mapping[str, str] = field(default_factory=dict)
    before: str = START
    hash: str = ""


def seal(entry: Entry) -> str:
    """Return the hash that belongs to an entry."""
    return digest(
        "ledger",
        {
            "number": entry.number,
            "at": entry.at,
            "what": entry.what,
            "actor": entry.actor,
            "subject": entry.subject,
            "details": entry.details,
            "before": entry.before,
        },
    )


def broken_at(entries: Iterable[Entry]) -> int | None:
    """Return the number of the first entry that does not fit the chain, or None."""
    before = START
    for number, entry in enumerate(entries, start=1):
        if entry.number != number or entry.before != before or entry.hash != seal(entry):
            return number
        before = entry.hash
    return None
