"""The words pin a place, speak of another format, or of a picture that is not the school's.

Policy: clauses R1, O21 and O15. Rule data: rules/words/W08_posting_told_in_words.toml.

Reads: places pinned in the words, alternative texts and text in pictures (a pin, co-ordinates,
three words, a check-in); a story, reel, live or repost that is spoken of; a picture from elsewhere.
Does not read: the place tagged in the app (location_tagged), the format (format_not_allowed), who
made a picture as its file says (credit_missing). Whether a picture may be used: a person knows.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import Kind


class Found(Outcome):
    """What this check can find."""

    PINNED = "pinned", Verdict.ASK
    FORMAT = "format", Verdict.ASK
    BORROWED = "borrowed", Verdict.ASK


OUTCOMES = {
    Kind.PINNED_PLACE: Found.PINNED,
    Kind.OTHER_FORMAT: Found.FORMAT,
    Kind.BORROWED_PICTURE: Found.BORROWED,
}


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that may stand says who said so."""
    for passage in dossier.told(*OUTCOMES):
        subject = dossier.subject_of(passage)
        fixes = (
            change(dossier, passage.where, passage.text),
            Fix(FixKind.LET_STAND, subject, passage.text),
        )
        told, outcome = {"text": passage.text, "where": passage.place}, OUTCOMES[passage.kind]
        yield Hit(outcome, subject, told, fixes, answered=dossier.stands(subject))


_TOLD = frozenset({"text", "where"})
check = Check(
    name="posting_told_in_words",
    outcomes=Found,
    run=run,
    words={Found.PINNED: _TOLD, Found.FORMAT: _TOLD, Found.BORROWED: _TOLD},
)
