"""Something that the school has switched on or off, by whom and why: its own dated decision."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Switched(StrEnum):
    """What can be switched. Everything is on until somebody switches it off."""

    ROLL_CALL = "roll_call"


@dataclass(frozen=True, slots=True)
class Switch:
    """One decision; `id` is what it is about. Older ones stay on record as versions before it."""

    id: str
    on: bool
    reason: str
    by: str
    at: datetime
