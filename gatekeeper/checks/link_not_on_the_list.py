"""The words lead to a place that nobody at the school has looked at.

Policy: clause O14 (ours: links are looked at before they are posted). Rule data:
rules/words/W05_link_not_on_the_list.toml.

Reads: links in the words, alternative texts and text in pictures, written out or spoken ("mummies
dot example"). The reader leaves out hosts on the list (rules/school.toml).
Does not read: what stands behind a link; codes in pictures; links to somebody's own page
(personal_account_in_words).
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.words import Kind


class Found(Outcome):
    """What this check can find."""

    NOT_LISTED = "not_listed", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each link; one that may stand says who said so."""
    for passage in dossier.told(Kind.LINK):
        subject = dossier.subject_of(passage)
        fixes = (
            change(dossier, passage.where, passage.text, "our website"),
            Fix(FixKind.LET_STAND, subject, passage.text),
        )
        told = {"text": passage.text, "where": passage.place}
        yield Hit(Found.NOT_LISTED, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="link_not_on_the_list",
    outcomes=Found,
    run=run,
    words={Found.NOT_LISTED: frozenset({"text", "where"})},
)
