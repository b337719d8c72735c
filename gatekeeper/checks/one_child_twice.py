"""One child was named for two faces of one picture.

Policy: clause O16. Rule data: rules/people/P11_one_child_twice.toml.

Reads: the settled answers about everybody who can be seen, picture by picture.
Does not read: other pictures; a child may be in many. Mirrors and photographs on a wall, which are
rare: then the second face is covered, or called "not a person" by two people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed


class Found(Outcome):
    """What this check can find."""

    TWICE = "twice", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each child and picture with more than one face of that name."""
    for (original, pupil), faces in _by_name(dossier).items():
        if len(faces) > 1:
            words = {
                "who": dossier.name(pupil),
                "picture": str(dossier.post.number(original)),
                "faces": listed(str(face.number) for face in faces),
            }
            fixes = tuple(Fix(FixKind.NAME_FACE, face.id) for face in faces)
            yield Hit(Found.TWICE, f"{original}:{pupil}", words, fixes)


def _by_name(dossier: Dossier) -> dict[tuple[str, str], list[Sighting]]:
    named: dict[tuple[str, str], list[Sighting]] = defaultdict(list)
    for sighting in dossier.shown:
        answer = dossier.answer(sighting.id)
        if answer is not None and answer.said is Said.PUPIL:
            named[sighting.original, answer.who].append(sighting)
    return named


check = Check(
    name="one_child_twice",
    outcomes=Found,
    run=run,
    words={Found.TWICE: frozenset({"who", "picture", "faces"})},
)
