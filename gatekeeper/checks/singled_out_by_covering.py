"""One or two people are covered in a group, so that the cover points at them.

Policy: clause O16. Rule data: rules/people/P12_singled_out_by_covering.toml.

Reads: for each picture, who is covered within its crop and who is shown; whoever is "not a person"
is neither. What was said about these very covers: another cover is another question.
Does not read: who is under a cover, or why. A cover that is one of many says little about anybody,
and where as many are covered as are shown, nobody is the odd one out.

Everybody who knows the class knows who stood there. Another picture says nothing at all, a crop
little; more covers hide the one among them. A person may answer that nobody is pointed at (a
passer-by in the background).

An arrangement check: more people in the picture can rightly make it fall silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from gatekeeper.domain.answer import Said
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.picture import Picture
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    SINGLED_OUT = "singled_out", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """How many covers still point at somebody."""

    few: int = between(2, 8, default=2, unit="people")
    """Covered people, at most, in a picture that shows more people than that."""


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit for each picture whose few covers point at somebody."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        covered, shown = _covered(dossier, picture), _people(dossier, dossier.shown_in(picture))
        if 0 < len(covered) <= params.few and len(covered) < len(shown):
            subject = subject_of(picture, covered)
            answered = dossier.answered(subject, Said.NOBODY, "nobody is pointed at")
            hit = _hit(picture, subject, number, (len(covered), len(shown)))
            yield replace(hit, answered=answered)


def subject_of(picture: Picture, covered: Iterable[Sighting]) -> str:
    """Return what an answer about the covers is about: this picture with just these covers."""
    return ":".join((picture.original.digest, "covers", *sorted(s.id for s in covered)))


def _covered(dossier: Dossier, picture: Picture) -> list[Sighting]:
    seen = dossier.seen(picture.original.digest).sightings
    under = (sighting for sighting in seen if picture.recipe.covers_up(sighting.face.box))
    return _people(dossier, under)


def _people(dossier: Dossier, sightings: Iterable[Sighting]) -> list[Sighting]:
    return [s for s in sightings if not dossier.answered(s.id, Said.NOBODY)]


def _hit(picture: Picture, subject: str, number: int, counts: tuple[int, int]) -> Hit:
    covered, shown = counts
    words = {
        "picture": str(number),
        "covered": "1 person is" if covered == 1 else f"{covered} people are",
        "shown": str(shown),
    }
    original = picture.original.digest
    kinds = (FixKind.OTHER_PICTURE, FixKind.CROP)
    fixes = (*(Fix(kind, original) for kind in kinds), Fix(FixKind.SAY_NOBODY, subject))
    return Hit(Found.SINGLED_OUT, subject, words, fixes)


check = Check(
    name="singled_out_by_covering",
    outcomes=Found,
    run=run,
    words={Found.SINGLED_OUT: frozenset({"picture", "covered", "shown"})},
    params=Params,
    applies=frozenset({Applies.DRAFT}),
    arrangement=True,
)
