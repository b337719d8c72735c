"""A child is shown on a channel where this child may not be shown.

Policy: clauses O11 and O16. Rule data: rules/people/P02_child_may_not_be_shown.toml.

Reads: every face that can be seen and was answered with a pupil's name, and the permissions for
the use *group* on the post's channels; of a film that is out, for the use *video* as well.
Does not read: why a child may not be shown. There is one outcome and one sentence for every
ground, so that nobody can tell them apart. Faces that are cut away or covered need no permission;
face_left_after_covering looks at the covers. Whether a child is alone in a picture:
alone_without_portrait_consent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Check, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.filmed import barred_in
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands


class Found(Outcome):
    """What this check can find."""

    MAY_NOT_BE_SHOWN = "may_not_be_shown", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each face of a child who may not be shown on one of the channels."""
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is None or answer.said is not Said.PUPIL:
            continue
        if barred := barred_in(dossier, answer.who, {sighting.original}):
            who = {"who": dossier.name(answer.who), "channels": brands(barred)}
            words = dossier.place(sighting) | who
            yield Hit(Found.MAY_NOT_BE_SHOWN, sighting.id, words, ways_to_hide(sighting))


check = Check(
    name="child_may_not_be_shown",
    outcomes=Found,
    run=run,
    words={Found.MAY_NOT_BE_SHOWN: frozenset({"picture", "face", "who", "channels"})},
)
