"""Whom to ring when something went wrong: the nation's numbers, and whose the school enters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Whom(StrEnum):
    """Whose number the school enters itself, in its calendar file."""

    LOCAL_AUTHORITY = "local authority"
    LADO = "lado"
    DPO = "dpo"


@dataclass(frozen=True, slots=True)
class Telephone:
    """A number, whose it is, what for, and where that was read."""

    whom: str
    number: str
    what_for: str = ""
    source: str = ""


WHAT_FOR = {
    Whom.LOCAL_AUTHORITY: "The local authority: safeguarding, and if it is not clear whom to ask",
    Whom.LADO: "The designated officer (LADO): about an adult who works with children",
    Whom.DPO: "The data protection officer: before the ICO is told, and about every breach",
}
NATIONAL = (
    Telephone("Police, somebody is in danger now", "999"),
    Telephone("Police, not an emergency", "101"),
    Telephone(
        "ICO, personal data breach helpline",
        "0303 123 1113",
        "Monday to Friday, 9 to 5; at other times its form on the web",
        "ico.org.uk, report a breach",
    ),
)
"""As their owners published them, read in November 2026."""
