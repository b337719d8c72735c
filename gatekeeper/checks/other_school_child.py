"""A child of another school is shown without that school's written yes.

Policy: clauses O11 and O16. Rule data: rules/people/P04_other_school_child.toml.

Reads: every face that can be seen and was answered as a child of another school, and what the
answer holds of that school's yes.
Does not read: our register; the other school's families have agreed with the other school only,
and its word in writing is all that can be had.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NO_WRITTEN_YES = "no_written_yes", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each guest child whose school has not agreed in writing."""
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is None or answer.said is not Said.OTHER_SCHOOL or answer.agreement.strip():
            continue
        fixes = (Fix(FixKind.NOTE_AGREEMENT, sighting.id), *ways_to_hide(sighting))
        words = dossier.place(sighting) | {"school": answer.who}
        yield Hit(Found.NO_WRITTEN_YES, sighting.id, words, fixes)


check = Check(
    name="other_school_child",
    outcomes=Found,
    run=run,
    words={Found.NO_WRITTEN_YES: frozenset({"picture", "face", "school"})},
)
