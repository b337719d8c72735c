"""What a person says about a register file beyond the file itself: it is never guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gatekeeper.domain.register import folded


@dataclass(frozen=True, slots=True)
class Confirmed:
    """MIS ids, folded. Part of the difference's id, so that what was shown is what is applied."""

    others: frozenset[str] = frozenset()
    """Joiners who are other children than those of the same name who are on record."""
    give_back: frozenset[str] = frozenset()
    """Children whose family agreed again to what was withdrawn at the desk."""

    @classmethod
    def of(cls, others: Iterable[str] = (), give_back: Iterable[str] = ()) -> Confirmed:
        """Return what was said, the ids folded."""
        return cls(frozenset(map(folded, others)), frozenset(map(folded, give_back)))
