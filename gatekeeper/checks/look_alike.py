"""A named child has a brother or sister at the school, or is like another child, who may be meant.

Policy: clause O16. Rule data: rules/people/P13_look_alike.toml.

Reads: everybody who can be seen and was named, who is easily taken for whom (brothers and sisters
from the register, look-alikes recorded at enrolment), how the name was given, and the permissions
of the other child.
Does not read: roll calls, which name nobody and ask about everybody who may not be shown; people
who differ (answers_differ); what was named against a suggestion (named_otherwise_than_seen).

Once a named person has said singly which child it is, that child's own answer applies, and the
headteacher is shown the pair. Until then the stricter answer of the two is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import How, Said, newest_by_person
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    WHICH_OF_TWO = "which_of_two", Verdict.ASK
    PAIR = "pair", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each named face and each child who may be meant instead."""
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is not None and answer.said is Said.PUPIL:
            for other in dossier.likenesses(answer.who):
                yield _hit(dossier, sighting, answer.who, other)


def _hit(dossier: Dossier, sighting: Sighting, pupil: str, other: str) -> Hit:
    names = {"who": dossier.name(pupil), "other": dossier.name(other)}
    words, subject = dossier.place(sighting) | names, f"{sighting.id}:{other}"
    if dossier.barred_in_reach(other) and not _said_singly(dossier, sighting):
        fixes = (Fix(FixKind.NAME_FACE, sighting.id), *ways_to_hide(sighting))
        return Hit(Found.WHICH_OF_TWO, subject, words, fixes)
    return Hit(Found.PAIR, subject, words)


def _said_singly(dossier: Dossier, sighting: Sighting) -> bool:
    said = newest_by_person(dossier.answers, sighting.id)
    return any(answer.how is How.SINGLY for answer in said)


_WORDS = frozenset({"picture", "face", "who", "other"})
check = Check(
    name="look_alike",
    outcomes=Found,
    run=run,
    words={Found.WHICH_OF_TWO: _WORDS, Found.PAIR: _WORDS},
)
