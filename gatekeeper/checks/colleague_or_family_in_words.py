"""The words tell something of a colleague or of somebody's family.

Policy: clauses R2 and O16. Rule data: rules/words/W04_colleague_or_family_in_words.toml.

Reads: adults of the register named by title and surname, and whether they agreed to the channel;
pupils' families ("Omar's dad", "the Rahmans", "Mr Haddad"); private matters (a husband, a birth, an
illness, a home) in a text that names an adult of the school.
Does not read: adults and families of no register; pupils' names (pupil_named_in_words). Whether the
matter is well known: somebody has to say so.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands
from gatekeeper.domain.words import Kind, Passage


class Found(Outcome):
    """What this check can find."""

    NOT_AGREED = "not_agreed", Verdict.ASK
    FAMILY = "family", Verdict.ASK
    PRIVATE = "private", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each adult without agreement, each family and each private matter."""
    for passage in dossier.told(Kind.ADULT):
        barred = [c for c in dossier.post.channels if not dossier.adult_may(passage.who, c)]
        if barred:
            told = {"text": passage.text, "where": passage.place, "channels": brands(barred)}
            yield from _asked(dossier, Found.NOT_AGREED, passage, told, "a colleague")
    for passage in dossier.told(Kind.FAMILY):
        told = {"text": passage.text, "where": passage.place}
        yield from _asked(dossier, Found.FAMILY, passage, told, "a helper")
    for passage in dossier.told(Kind.PRIVATE_DETAIL):
        told = {"text": passage.text, "where": passage.place}
        yield from _asked(dossier, Found.PRIVATE, passage, told, "")


def _asked(
    dossier: Dossier, outcome: Found, passage: Passage, told: dict[str, str], instead: str
) -> Iterator[Hit]:
    subject = dossier.subject_of(passage)
    taken_out = change(dossier, passage.where, passage.text, instead)
    fixes = (taken_out, Fix(FixKind.LET_STAND, subject, passage.text))
    yield Hit(outcome, subject, told, fixes, answered=dossier.stands(subject))


_TOLD = frozenset({"text", "where"})
check = Check(
    name="colleague_or_family_in_words",
    outcomes=Found,
    run=run,
    words={Found.NOT_AGREED: _TOLD | {"channels"}, Found.FAMILY: _TOLD, Found.PRIVATE: _TOLD},
)
