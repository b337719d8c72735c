"""Two people say different things about the same face.

Policy: clause O16. Rule data: rules/people/P07_answers_differ.toml.

Reads: each person's newest answer about everybody who can be seen.
Does not read: who of them is likelier to be right. Neither answer counts until they agree, so no
other check takes one for settled. A face that is cut away or covered harms nobody, whoever it is.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Answer, Said, newest_by_person
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed


class Found(Outcome):
    """What this check can find."""

    DIFFER = "differ", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each face on which people do not agree."""
    for sighting in dossier.shown:
        answers = newest_by_person(dossier.answers, sighting.id)
        if answers and dossier.answer(sighting.id) is None:
            said = listed(dict.fromkeys(_said(dossier, answer) for answer in answers))
            words = dossier.place(sighting) | {"answers": said}
            fixes = (Fix(FixKind.NAME_FACE, sighting.id), *ways_to_hide(sighting))
            yield Hit(Found.DIFFER, sighting.id, words, fixes)


def _said(dossier: Dossier, answer: Answer) -> str:
    match answer.said:
        case Said.PUPIL | Said.ADULT:
            return dossier.name(answer.who)
        case Said.VISITOR | Said.OTHER_SCHOOL:
            return f"{answer.said} ({answer.who})"
        case _:
            return answer.said.value


check = Check(
    name="answers_differ",
    outcomes=Found,
    run=run,
    words={Found.DIFFER: frozenset({"picture", "face", "answers"})},
)
