"""A face was called something else than the child whom it surely resembles.

Policy: clause O16. Rule data: rules/people/P14_named_otherwise_than_seen.toml.

Reads: everybody who can be seen, the settled answers, and those suggestions of matching that have a
first name far ahead of all others and no reason to ask.
Does not read: weaker suggestions; they would cry wolf. Faces without an answer
(face_without_answer) and people who differ (answers_differ) are asked about anyway.

A machine alarms and never answers: the person's answer stands, and the headteacher is told. Where
the child whom the face resembles may not be shown, a second person has to look first.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Answer, Said, newest_by_person
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    LOOK_AGAIN = "look_again", Verdict.ASK
    RESEMBLES = "resembles", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each answer that a sure suggestion does not bear out."""
    for sighting in dossier.shown:
        suggestion, answer = dossier.suggestion(sighting.id), dossier.answer(sighting.id)
        if answer is None or suggestion is None or not suggestion.sure:
            continue
        pupil = suggestion.candidates[0].pupil
        if pupil not in _meant(dossier, answer):
            yield _hit(dossier, sighting, pupil)


def _meant(dossier: Dossier, answer: Answer) -> frozenset[str]:
    """Return the pupils who may be the face by this answer; nobody, if it is an adult's name."""
    if answer.said is Said.ROLL_CALL:
        rolls = (roll for roll in dossier.roll_calls if roll.id == answer.who)
        return frozenset(pupil for roll in rolls for pupil in roll.perhaps)
    return frozenset({answer.who} if answer.said is Said.PUPIL else ())


def _hit(dossier: Dossier, sighting: Sighting, pupil: str) -> Hit:
    words = dossier.place(sighting) | {"who": dossier.name(pupil)}
    barred = dossier.barred_in_reach(pupil)
    if barred and len(newest_by_person(dossier.answers, sighting.id)) == 1:
        fixes = (Fix(FixKind.NAME_FACE, sighting.id), *ways_to_hide(sighting))
        return Hit(Found.LOOK_AGAIN, sighting.id, words, fixes)
    return Hit(Found.RESEMBLES, sighting.id, words)


_WORDS = frozenset({"picture", "face", "who"})
check = Check(
    name="named_otherwise_than_seen",
    outcomes=Found,
    run=run,
    words={Found.LOOK_AGAIN: _WORDS, Found.RESEMBLES: _WORDS},
)
