"""An adult is shown who did not agree to it.

Policy: clause O16, which asks for consent from adults too. Rule data:
rules/people/P03_adult_without_agreement.toml.

Reads: every face that can be seen and was answered as an adult with an own entry (may be shown on
this channel, or may not) or as a visitor (who asked, and when).
Does not read: what kind of adult it is; staff, governors and volunteers are asked alike.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Answer, Said
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands


class Found(Outcome):
    """What this check can find."""

    ADULT_MAY_NOT_BE_SHOWN = "adult_may_not_be_shown", Verdict.BLOCK
    VISITOR_NOT_ASKED = "visitor_not_asked", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each adult's face without an agreement."""
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is not None and answer.said is Said.ADULT:
            yield from _entry_says_no(dossier, sighting, answer)
        elif answer is not None and answer.said is Said.VISITOR and not answer.agreement.strip():
            words = dossier.place(sighting) | {"who": answer.who}
            fixes = (Fix(FixKind.NOTE_AGREEMENT, sighting.id), *ways_to_hide(sighting))
            yield Hit(Found.VISITOR_NOT_ASKED, sighting.id, words, fixes)


def _entry_says_no(dossier: Dossier, sighting: Sighting, answer: Answer) -> Iterator[Hit]:
    channels = [c for c in dossier.post.channels if not dossier.adult_may(answer.who, c)]
    if channels:
        who = {"who": dossier.name(answer.who), "channels": brands(channels)}
        words = dossier.place(sighting) | who
        yield Hit(Found.ADULT_MAY_NOT_BE_SHOWN, sighting.id, words, ways_to_hide(sighting))


check = Check(
    name="adult_without_agreement",
    outcomes=Found,
    run=run,
    words={
        Found.ADULT_MAY_NOT_BE_SHOWN: frozenset({"picture", "face", "who", "channels"}),
        Found.VISITOR_NOT_ASKED: frozenset({"picture", "face", "who"}),
    },
)
