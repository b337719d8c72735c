"""The words tell something of a pupil that is nobody's business.

Policy: clauses R2 and O15. Rule data: rules/words/W10_sensitive_in_words.toml.

Reads: passages of the words, alternative texts and text in pictures about health, needs, family,
faith, free meals, behaviour, attendance and attainment of pupils; whether a pupil is named with it.
Does not read: the same words in a lesson, a story, a charity or a vacancy; the reader leaves them
out. Adults' private matters (colleague_or_family_in_words).

Beside a pupil's name nobody at the school may let it stand: no register holds a consent to that.
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

    NAMED = "named", Verdict.BLOCK
    SOMEBODY = "somebody", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that is not sure may be let stand."""
    for passage in dossier.told(Kind.SENSITIVE):
        subject = dossier.subject_of(passage)
        told = {"text": shortened(passage.text), "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text)
        if passage.sure:
            yield Hit(Found.NAMED, subject, told, (taken_out,))
        else:
            fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
            yield Hit(Found.SOMEBODY, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="sensitive_in_words",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"text", "where"})),
)
