"""Somebody can be seen and nobody has said who it is.

Policy: clause O16. Rule data: rules/people/P01_face_without_answer.toml.

Reads: every sighting that is neither cut away nor covered, the answers about it, and whether each
picture was searched for faces at all.
Does not read: who the answer names (child_may_not_be_shown and its neighbours do), answers that
differ (answers_differ), roll calls (roll_call_open), files that cannot be opened
(picture_unreadable).

A sure face that one person calls "not a person" may be a poster or a statue, and may be a child: a
second person has to look. Once two agree it is noted, so that the headteacher sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Answer, Said, newest_by_person
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NOT_SEARCHED = "not_searched", Verdict.UNCHECKED
    NO_ANSWER = "no_answer", Verdict.ASK
    PERHAPS_A_FACE = "perhaps_a_face", Verdict.ASK
    FACE_CALLED_NOBODY = "face_called_nobody", Verdict.ASK
    TWO_SAY_NOBODY = "two_say_nobody", Verdict.NOTE


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield pictures that nobody searched, then everybody seen who is not accounted for."""
    for number, picture in enumerate(dossier.post.pictures, start=1):
        seen = dossier.seen(picture.original.digest)
        if seen.readable and not seen.searched:
            again = (Fix(FixKind.CHECK_AGAIN, seen.original),)
            yield Hit(Found.NOT_SEARCHED, seen.original, {"picture": str(number)}, again)
    for sighting in dossier.shown:
        yield from _unaccounted(dossier, sighting)


def _unaccounted(dossier: Dossier, sighting: Sighting) -> Iterator[Hit]:
    said = newest_by_person(dossier.answers, sighting.id)
    if not said:
        perhaps = sighting.face.seen is Seen.PERHAPS
        yield _hit(dossier, Found.PERHAPS_A_FACE if perhaps else Found.NO_ANSWER, sighting)
    elif all(a.said is Said.NOBODY for a in said) and _surely_somebody(sighting, said):
        yield _hit(
            dossier, Found.TWO_SAY_NOBODY if len(said) > 1 else Found.FACE_CALLED_NOBODY, sighting
        )


def _surely_somebody(sighting: Sighting, said: tuple[Answer, ...]) -> bool:
    """Whether a detector was sure, or a person added somebody and has not taken it back."""
    not_taken_back = all(answer.by != sighting.added_by for answer in said)
    return sighting.face.seen is Seen.FACE or (sighting.added_by is not None and not_taken_back)


def _hit(dossier: Dossier, outcome: Found, sighting: Sighting) -> Hit:
    kinds = {
        Found.NO_ANSWER: (FixKind.NAME_FACE, FixKind.COVER_FACE),
        Found.PERHAPS_A_FACE: (FixKind.SAY_NOBODY, FixKind.NAME_FACE),
        Found.FACE_CALLED_NOBODY: (FixKind.SAY_NOBODY, FixKind.NAME_FACE, FixKind.COVER_FACE),
    }
    fixes = tuple(Fix(kind, sighting.id) for kind in kinds.get(outcome, ()))
    return Hit(outcome, sighting.id, dossier.place(sighting), fixes)


_FACE = frozenset({"picture", "face"})
check = Check(
    name="face_without_answer",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_SEARCHED: frozenset({"picture"}),
        Found.NO_ANSWER: _FACE,
        Found.PERHAPS_A_FACE: _FACE,
        Found.FACE_CALLED_NOBODY: _FACE,
        Found.TWO_SAY_NOBODY: _FACE,
    },
)
