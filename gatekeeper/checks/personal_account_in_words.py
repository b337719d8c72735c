"""The words mention or tag an account that is not the school's.

Policy: clauses C1, R4 and P2 (ours: neither staff's nor pupils' nor families' own accounts are
advertised). Rule data: rules/words/W06_personal_account_in_words.toml.

Reads: accounts in the words, alternative texts and text in pictures: @handles, links to somebody's
own page, and what looks like a handle beside the name of a network. One that holds a name of the
register, or a word that families use of themselves, is a personal one; of every other it is asked.
Does not read: who owns an account; accounts on the list (rules/school.toml) are left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import Kind


class Found(Outcome):
    """What this check can find."""

    PERSONAL = "personal", Verdict.BLOCK
    NOT_LISTED = "not_listed", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each account that is not on the list."""
    for passage in dossier.told(Kind.OWN_ACCOUNT, Kind.ACCOUNT):
        subject = dossier.subject_of(passage)
        told = {"text": passage.text, "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text, "")
        if passage.kind is Kind.OWN_ACCOUNT:
            yield Hit(Found.PERSONAL, subject, told, (taken_out,))
        else:
            fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
            yield Hit(Found.NOT_LISTED, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="personal_account_in_words",
    outcomes=Found,
    run=run,
    words={
        Found.PERSONAL: frozenset({"text", "where"}),
        Found.NOT_LISTED: frozenset({"text", "where"}),
    },
)
