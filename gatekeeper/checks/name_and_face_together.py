"""A child is named, and shown so that everybody can tell which child that is.

Policy: clause P1 (ours: the school holds its own posts to the advice it gives pupils). Rule data:
rules/words/W02_name_and_face_together.toml.

Reads: names of pupils found in words, and the pictures that show one person only, who was answered
with the name of that pupil; "not a person" and "cannot be recognised" are no company. National
advice is either a name or a face, not both, even where the family agreed to each.
Does not read: whether the child may be named or shown at all (pupil_named_in_words,
child_may_not_be_shown). Pictures of several people: a name does not say which of them it is.

An arrangement check: more people in the picture can rightly make it fall silent.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Said, is_company
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    TOGETHER = "together", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each named child who is alone in a picture of the post."""
    alone = _alone(dossier)
    for name in dossier.names_in(dossier.post.texts):
        subject = dossier.subject(name.where, f"beside:{name.pupil}")
        if name.pupil in alone:
            words = {"text": name.text, "picture": str(alone[name.pupil])}
            fixes = (
                Fix(FixKind.CHANGE_WORDS, name.where, name.text, instead="a pupil"),
                Fix(FixKind.LET_STAND, subject, name.text),
            )
            yield Hit(Found.TOGETHER, subject, words, fixes, answered=dossier.stands(subject))


def _alone(dossier: Dossier) -> dict[str, int]:
    """Return the number of a picture for each pupil who is the only person to be seen in it."""
    alone: dict[str, int] = {}
    for number, picture in enumerate(dossier.post.pictures, start=1):
        shown = [s for s in dossier.shown_in(picture) if is_company(dossier.answer(s.id))]
        answer = dossier.answer(shown[0].id) if len(shown) == 1 else None
        if answer is not None and answer.said is Said.PUPIL:
            alone.setdefault(answer.who, number)
    return alone


check = Check(
    name="name_and_face_together",
    outcomes=Found,
    run=run,
    words={Found.TOGETHER: frozenset({"text", "picture"})},
    arrangement=True,
)
