"""Somebody can be seen and nobody has said who it is.

Policy: clause O16. Rule data: rules/people/P01_face_without_answer.toml.

Reads: every sighting that is neither cut away nor covered, the answers about it, and whether each
picture was searched for faces at all. What matching suggests is put into the question, and answers
nothing: a suggestion that nobody confirmed is a face without an answer.
Does not read: who the answer names (child_may_not_be_shown and its neighbours do), answers that
differ (answers_differ), roll calls (roll_call_open), files that cannot be opened
(picture_unreadable).

What is too small, blurred or turned to be named by is asked about all the same, with the reason.

A sure face that one person calls "not a person" may be a poster or a statue, and may be a child: a
second person has to look. Once two agree it is noted, so that the headteacher sees it.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Answer, Said, newest_by_person
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, ways_to_hide
from gatekeeper.domain.clarity import hard_to_name, measured
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.naming import suggested
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed


class Found(Outcome):
    """What this check can find."""

    NOT_SEARCHED = "not_searched", Verdict.UNCHECKED
    NO_ANSWER = "no_answer", Verdict.ASK
    HARD_TO_NAME = "hard_to_name", Verdict.ASK
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
    newest = newest_by_person(dossier.answers, sighting.id)
    said = tuple(answer for answer in newest if answer.said is not Said.MAY_STAND)
    if not said:
        yield _question(dossier, sighting)
    elif all(a.said is Said.NOBODY for a in said) and _surely_somebody(sighting, said):
        yield _hit(
            dossier, Found.TWO_SAY_NOBODY if len(said) > 1 else Found.FACE_CALLED_NOBODY, sighting
        )


def _question(dossier: Dossier, sighting: Sighting) -> Hit:
    if sighting.face.seen is Seen.PERHAPS:
        return _hit(dossier, Found.PERHAPS_A_FACE, sighting)
    if why := hard_to_name(sighting.face):
        return _hit(dossier, Found.HARD_TO_NAME, sighting, why=listed(why))
    return _hit(dossier, Found.NO_ANSWER, sighting)


def _surely_somebody(sighting: Sighting, said: tuple[Answer, ...]) -> bool:
    """Whether a detector was sure, or a person added somebody and has not taken it back."""
    not_taken_back = all(answer.by != sighting.added_by for answer in said)
    return sighting.face.seen is Seen.FACE or (sighting.added_by is not None and not_taken_back)


def _hit(dossier: Dossier, outcome: Found, sighting: Sighting, **words: str) -> Hit:
    asked = tuple(Fix(kind, sighting.id) for kind in _ANSWERS[outcome])
    names, why = suggested(dossier, sighting.id) if asked else ((), ())
    fixes = (*names, *asked, *ways_to_hide(sighting)) if asked else ()
    place = dossier.place(sighting) | words
    return Hit(outcome, sighting.id, place, fixes, reasons=(*measured(sighting.face), *why))


_ANSWERS: dict[Outcome, tuple[FixKind, ...]] = {
    Found.NO_ANSWER: (FixKind.NAME_FACE,),
    Found.HARD_TO_NAME: (FixKind.NAME_FACE, FixKind.SAY_UNRECOGNISABLE),
    Found.PERHAPS_A_FACE: (FixKind.SAY_NOBODY, FixKind.NAME_FACE),
    Found.FACE_CALLED_NOBODY: (FixKind.SAY_NOBODY, FixKind.NAME_FACE),
    Found.TWO_SAY_NOBODY: (),
}
"""What can be said, likeliest first; `NOT_SEARCHED` is about a picture and nobody in it."""
_FACE = frozenset({"picture", "face"})
check = Check(
    name="face_without_answer",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(_ANSWERS, _FACE)
    | {Found.NOT_SEARCHED: frozenset({"picture"}), Found.HARD_TO_NAME: _FACE | {"why"}},
)
