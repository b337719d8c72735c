"""The words give a view of the writer, or of a party, in the school's voice.

Policy: clauses R4 and O14. Rule data: rules/words/W15_personal_view_in_words.toml.

Reads: “in my opinion” and its like, and views of a government, a council or an election, in the
words, alternative texts and text in pictures.
Does not read: what pupils are quoted as thinking, and votes at school. Whether others share it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import shortened
from gatekeeper.domain.words import Kind


class Found(Outcome):
    """What this check can find."""

    VIEW = "view", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that may stand says who said so."""
    for passage in dossier.told(Kind.VIEW):
        subject = dossier.subject_of(passage)
        told = {"text": shortened(passage.text), "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text)
        fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
        yield Hit(Found.VIEW, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="personal_view_in_words",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"text", "where"})),
)
