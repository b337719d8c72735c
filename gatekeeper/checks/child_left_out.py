"""The words point at one child, or at very few, by leaving them out or as the only ones.

Policy: clause R2 (ours: left out is told too). Rule data: rules/words/W11_child_left_out.toml.

Reads: passages of the words, alternative texts and text in pictures that say who is missing
(“everyone except one”), or who is the only one (“our only Sikh pupil”).
Does not read: numbers against the class list; grown-ups and things that are left out. Children who
are cut away or covered in a picture (singled_out_by_covering).
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

    LEFT_OUT = "left_out", Verdict.ASK
    ONLY_ONE = "only_one", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage; one that may stand says who said so."""
    for passage in dossier.told(Kind.MISSING_CHILD):
        subject = dossier.subject_of(passage)
        told = {"text": shortened(passage.text), "where": passage.place}
        taken_out = change(dossier, passage.where, passage.text)
        fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
        found = Found.LEFT_OUT if passage.sure else Found.ONLY_ONE
        yield Hit(found, subject, told, fixes, answered=dossier.stands(subject))


check = Check(
    name="child_left_out",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset({"text", "where"})),
)
