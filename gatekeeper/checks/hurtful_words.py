"""The words swear, insult or threaten.

Policy: clause G1. Rule data: rules/words/W12_hurtful_words.toml.

Reads: words and turns of the words, alternative texts and text in pictures: a British list with
its exceptions (blue tits, Scunthorpe, Dick King-Smith), and letters swapped for signs.
Does not read: irony, pictures, and what only those know as an insult who were there.

Strong words and threats are not for anybody to let stand; mild ones may be a quotation.
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

    STRONG = "strong", Verdict.BLOCK
    MILD = "mild", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that is not sure may be let stand."""
    for passage in dossier.told(Kind.THREAT, Kind.HURTFUL):
        subject = dossier.subject_of(passage)
        told = {"text": shortened(passage.text), "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text)
        if passage.sure:
            told["what"] = passage.kind.value
            yield Hit(Found.STRONG, subject, told, (taken_out,))
        else:
            fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
            yield Hit(Found.MILD, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="hurtful_words",
    outcomes=Found,
    run=run,
    words={
        Found.STRONG: frozenset({"what", "text", "where"}),
        Found.MILD: frozenset({"text", "where"}),
    },
)
