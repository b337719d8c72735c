"""A child is alone in a picture, and the family did not agree to that.

Policy: clause O16; consent for each use is ours (O11). Rule data:
rules/people/P08_alone_without_portrait_consent.toml.

Reads: everybody who can be seen in each picture after its crop and covers. Whoever is "not a
person" or "cannot be recognised" is no company. The permissions for the use *portrait*, on channels
where the child may be shown in a group.
Does not read: channels where the child may not be shown at all (child_may_not_be_shown). Who is the
subject among several people is a matter of taste; the headteacher sees the picture.

An arrangement check: more people in the picture can rightly make it fall silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said, is_company
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.register import Use
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands


class Found(Outcome):
    """What this check can find."""

    ALONE = "alone", Verdict.ASK
    ALONE_UNNAMED = "alone_unnamed", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each picture that shows one child only, without the consent for it."""
    for picture in dossier.post.pictures:
        people = [s for s in dossier.shown_in(picture) if is_company(dossier.answer(s.id))]
        if len(people) == 1:
            yield from _alone(dossier, people[0])


def _alone(dossier: Dossier, sighting: Sighting) -> Iterator[Hit]:
    answer = dossier.answer(sighting.id)
    place = dossier.place(sighting)
    if answer is not None and answer.said is Said.ROLL_CALL:
        name = (Fix(FixKind.NAME_FACE, sighting.id),)
        yield Hit(Found.ALONE_UNNAMED, sighting.id, place, name)
    if answer is not None and answer.said is Said.PUPIL:
        in_groups = set(dossier.barred(answer.who, Use.GROUP))
        barred = [c for c in dossier.barred(answer.who, Use.PORTRAIT) if c not in in_groups]
        if barred:
            words = place | {"who": dossier.name(answer.who), "channels": brands(barred)}
            other = (Fix(FixKind.OTHER_PICTURE, sighting.original),)
            yield Hit(Found.ALONE, sighting.id, words, other)


check = Check(
    name="alone_without_portrait_consent",
    outcomes=Found,
    run=run,
    words={
        Found.ALONE: frozenset({"picture", "face", "who", "channels"}),
        Found.ALONE_UNNAMED: frozenset({"picture", "face"}),
    },
    arrangement=True,
)
