"""Somebody who can be recognised, or a firm, is blamed in public.

Policy: clause O15. Rule data: rules/words/W13_accusation_in_words.toml.

Reads: sentences of the words, alternative texts and text in pictures in which somebody is named
or pointed at and something bad is said to have been done.
Does not read: whether it is true. No verdict of law is given: a person reads it before it goes out.
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

    BLAMED = "blamed", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that may stand says who said so."""
    for passage in dossier.told(Kind.ACCUSATION):
        subject = dossier.subject_of(passage)
        told = {"text": shortened(passage.text), "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text)
        fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
        yield Hit(Found.BLAMED, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="accusation_in_words",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"text", "where"})),
)
