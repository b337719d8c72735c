"""Faces were answered by roll call, and the roll call leaves something open.

Policy: clauses O11 and O16. Rule data: rules/people/P09_roll_call_open.toml.

Reads: the faces of each picture that can be seen and were answered by roll call, each person's
newest roll call of that picture, the groups that the post says it shows, and the permissions for
the use *group*.
Does not read: why a child may not be shown. Faces named singly (child_may_not_be_shown).

It stands for a crowd only: a picture cut down to a few faces is named face by face. A roll call
says "they are some of these children". So each of these children must be one who may be
shown, there must be enough of them for the faces, and a child said to be here must be one of the
faces that somebody named. A group that was put to the post afterwards was never asked about, so
the roll is called again; a roll may ask about more groups than the post says.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from gatekeeper.domain.answer import FEWEST, RollCall, Said, newest_roll_calls
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier, SeenPicture
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.picture import Recipe
from gatekeeper.domain.register import Use
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    IS_CHILD_HERE = "is_child_here", Verdict.ASK
    WHICH_FACE = "which_face", Verdict.ASK
    GROUP_NOT_CALLED = "group_not_called", Verdict.ASK
    COUNT_OPEN = "count_open", Verdict.ASK
    TOO_FEW = "too_few", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield what is open in the roll call of each picture that rests on one."""
    faces = Counter(s.original for s in dossier.shown if _by_roll_call(dossier, s))
    for original, count in faces.items():
        yield from _open(dossier, dossier.seen(original), count)


def _by_roll_call(dossier: Dossier, sighting: Sighting) -> bool:
    answer = dossier.answer(sighting.id)
    return answer is not None and answer.said is Said.ROLL_CALL


def _open(dossier: Dossier, seen: SeenPicture, faces: int) -> Iterator[Hit]:
    rolls = newest_roll_calls(dossier.roll_calls, seen.original)
    number = {"picture": str(dossier.post.number(seen.original))}
    again = (Fix(FixKind.CALL_ROLL, seen.original),)
    for pupil in _not_allowed(dossier, rolls):
        words = number | {"who": dossier.name(pupil)}
        yield Hit(Found.IS_CHILD_HERE, f"{seen.original}:{pupil}", words, again)
    for pupil in sorted({p for roll in rolls for p in roll.here} - _named(dossier, seen)):
        words = number | {"who": dossier.name(pupil)}
        yield Hit(Found.WHICH_FACE, f"{seen.original}:{pupil}", words, again)
    for group in sorted({g for roll in rolls for g in dossier.post.groups - roll.groups}):
        words = number | {"group": group}
        yield Hit(Found.GROUP_NOT_CALLED, f"{seen.original}:{group}", words, again)
    if _left_by_the_cut(dossier, seen) < FEWEST <= len(seen.sightings):
        yield Hit(Found.TOO_FEW, seen.original, number, (Fix(FixKind.NAME_FACE, seen.original),))
    enough = min((len(roll.perhaps) for roll in rolls), default=0)
    if faces > enough:
        words = number | {"faces": str(faces), "children": str(enough)}
        yield Hit(Found.COUNT_OPEN, seen.original, words, again)


def _left_by_the_cut(dossier: Dossier, seen: SeenPicture) -> int:
    """Count who is in the picture as it was cut, whether covered or not."""
    recipes = [p.recipe for p in dossier.post.pictures if p.original.digest == seen.original]
    cuts = [Recipe(crop=recipe.crop) for recipe in recipes]
    return sum(not any(cut.hides(s.face.box) for cut in cuts) for s in seen.sightings)


def _not_allowed(dossier: Dossier, rolls: tuple[RollCall, ...]) -> list[str]:
    perhaps = {pupil for roll in rolls for pupil in roll.perhaps}
    return sorted(pupil for pupil in perhaps if dossier.barred(pupil, Use.GROUP))


def _named(dossier: Dossier, seen: SeenPicture) -> set[str]:
    answers = (dossier.answer(sighting.id) for sighting in seen.sightings)
    return {answer.who for answer in answers if answer is not None}


check = Check(
    name="roll_call_open",
    outcomes=Found,
    run=run,
    words={
        Found.IS_CHILD_HERE: frozenset({"picture", "who"}),
        Found.WHICH_FACE: frozenset({"picture", "who"}),
        Found.GROUP_NOT_CALLED: frozenset({"picture", "group"}),
        Found.COUNT_OPEN: frozenset({"picture", "faces", "children"}),
        Found.TOO_FEW: frozenset({"picture"}),
    },
)
