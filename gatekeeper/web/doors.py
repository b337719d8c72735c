"""What a door of the site is: an address, who may go through, and what is behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from starlette.responses import Response

from gatekeeper.domain.people import Duty
from gatekeeper.web.visit import Visit

ANYBODY: frozenset[Duty] | None = None
"""A door for somebody who is not signed in."""


@dataclass(frozen=True, slots=True)
class Door:
    """One method on one address. Who has none of the duties does not get in.

    The deeds behind it ask again: a door is the first no, never the only one.
    """

    method: str
    path: str
    answer: Callable[[Visit], Response]
    duties: frozenset[Duty] | None = frozenset(Duty)
    step_up: bool = False
    """Whether it opens only to somebody who proved within two minutes who it is."""

    records: bool = False
    """Whether a GET puts something on record: who opened what, or a question that was asked."""

    @property
    def writes(self) -> bool:
        """Whether what is behind it may change anything; else it gets records that only read."""
        return self.records or self.method != "GET"

    @property
    def name(self) -> str:
        """What it is called in a table of doors."""
        return f"{self.method} {self.path}"
