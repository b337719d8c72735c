"""Names that were suggested, and confirmed several at once.

Policy: clause O16. Rule data: rules/people/P15_confirmed_together.toml.

Reads: everybody who can be seen, and how the answers about them were given.
Does not read: who is named; whether the child may be shown is for child_may_not_be_shown. A name
that somebody also gave singly was looked at by itself, so it is not counted.

It only tells the headteacher on what these names rest.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import How, newest_by_person
from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed


class Found(Outcome):
    """What this check can find."""

    CONFIRMED = "confirmed", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each picture with faces that were confirmed together."""
    shown = frozenset(sighting.id for sighting in dossier.shown)
    for number, picture in enumerate(dossier.post.pictures, start=1):
        seen = dossier.seen(picture.original.digest)
        faces = [s for s in seen.sightings if s.id in shown and _only_confirmed(dossier, s)]
        if faces:
            numbers = listed(str(face.number) for face in faces)
            words = {"picture": str(number), "faces": numbers}
            yield Hit(Found.CONFIRMED, seen.original, words)


def _only_confirmed(dossier: Dossier, sighting: Sighting) -> bool:
    said = newest_by_person(dossier.answers, sighting.id)
    return bool(said) and all(answer.how is How.CONFIRMED for answer in said)


check = Check(
    name="confirmed_together",
    outcomes=Found,
    run=run,
    words={Found.CONFIRMED: frozenset({"picture", "faces"})},
    applies=frozenset({Applies.DRAFT}),
)
