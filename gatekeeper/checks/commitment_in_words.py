"""The words promise something, or name a price, in the school's name.

Policy: clause O17. Rule data: rules/words/W14_commitment_in_words.toml.

Reads: promises, guarantees and prices in the words, alternative texts and text in pictures.
Does not read: what was raised, what the cakes of a fair cost, what pupils promise. Whether it was
decided by somebody with authority: the headteacher, who is asked, authorises it by signing.
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

    PROMISED = "promised", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that may stand says who said so."""
    for passage in dossier.told(Kind.COMMITMENT):
        subject = dossier.subject_of(passage)
        told = {"text": shortened(passage.text), "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text)
        fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
        yield Hit(Found.PROMISED, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="commitment_in_words",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"text", "where"})),
)
