"""The words give away a number, an address or a date that belongs to somebody.

Policy: clauses R2 and O15. Rule data: rules/words/W03_personal_data_in_words.toml.

Reads: passages of the words, alternative texts and text in pictures that are a telephone number,
e-mail address, postcode, house address, date of birth, NHS number, UPN or number plate.
Does not read: the school's own contacts and what else is on its list (rules/school.toml); the
reader leaves them out. Names (pupil_named_in_words), links (link_not_on_the_list).

What may be harmless (a postcode alone, a number that only looks like a plate) asks.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import PERSONAL


class Found(Outcome):
    """What this check can find."""

    NOT_READ = "not_read", Verdict.UNCHECKED
    PERSONAL_DATA = "personal_data", Verdict.BLOCK
    PERHAPS = "perhaps", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each number, address or date."""
    if dossier.post.texts and not dossier.words_read:
        yield Hit(Found.NOT_READ, "words", fixes=(Fix(FixKind.CHECK_AGAIN),))
    for passage in dossier.told(*PERSONAL):
        subject = dossier.subject_of(passage)
        taken_out = change(dossier, passage.where, passage.text, "")
        words = passage.told()
        if passage.sure:
            yield Hit(Found.PERSONAL_DATA, subject, words, (taken_out,))
        else:
            fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
            yield Hit(Found.PERHAPS, subject, words, fixes, answered=dossier.stands(subject))


_TOLD = frozenset({"what", "text", "where"})
check = Check(
    name="personal_data_in_words",
    outcomes=Found,
    run=run,
    words={Found.NOT_READ: frozenset(), Found.PERSONAL_DATA: _TOLD, Found.PERHAPS: _TOLD},
)
