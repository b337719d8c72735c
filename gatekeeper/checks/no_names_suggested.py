"""Matching is allowed for a picture, and could suggest no names for it.

Policy: clause O16. Rule data: rules/people/P16_no_names_suggested.toml.

Reads: why matching failed, where it was tried, and whether a face there has no answer yet.
Does not read: pictures outside of what may be measured, of which nothing is said. Once everybody is
named it is silent: nothing was missed, for a suggestion is never needed.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import newest_by_person
from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.naming import MATCHING
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    FAILED = "failed", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each picture whose open faces could not be compared."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        seen = dossier.seen(picture.original.digest)
        unnamed = any(
            not newest_by_person(dossier.answers, face.id) for face in dossier.shown_in(picture)
        )
        if seen.no_names and unnamed:
            words = {"picture": str(number)}
            yield Hit(Found.FAILED, seen.original, words, reasons=(MATCHING + seen.no_names,))


check = Check(
    name="no_names_suggested",
    outcomes=Found,
    run=run,
    words={Found.FAILED: frozenset({"picture"})},
    applies=frozenset({Applies.DRAFT}),
)
