"""*These are right*: a person confirms a few suggested names at once, beside reference pictures.

It is quicker than naming each face, and never looser: only where everybody in reach may be shown,
the first name is far ahead and nothing asks. Everything else is named singly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.assemble import assemble
from gatekeeper.desk.checking.examiners import Examiners
from gatekeeper.desk.checking.kept_decision import Marks, marks, shown_marks
from gatekeeper.desk.checking.reach import Reach, reach
from gatekeeper.desk.faces.answer import Given, answer
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.school import School
from gatekeeper.domain.answer import How, Said, newest_by_person
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.naming import all_may_be_shown
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.suggestion import Suggestion
from gatekeeper.domain.wording import listed
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

MOST = 6
"""Faces that can be confirmed at once: more are no longer looked at one by one."""
CHANGED = "what is suggested has changed since it was shown; check the post again"


@dataclass(frozen=True, slots=True)
class Confirm:
    """The post, and the ids of the sightings whose first name is right."""

    post: str
    sightings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggesting:
    """The dossier of now, marks of what was shown and of what is suggested, whom a picture shows.

    `pictured` are the pupils of whom there is a reference picture.
    """

    dossier: Dossier
    shown: Marks
    now: Marks
    pictured: frozenset[str]


def confirm_suggestions(
    uow: UnitOfWork, school: School, examiners: Examiners, actor: Actor, command: Confirm
) -> Version:
    """Name these faces by their first suggestions; all of them or none.

    Whoever confirms is an author of the post, as with any answer.

    Raises:
        UsageError: no face, one face twice, or more than six. NotFound: no such face.
        NotYet: a name may not be confirmed like this; the message says of each face why.
        NotAllowed: the person may not say who is in a picture.
    """
    actor.require(uow, Duty.ANSWER)
    version = changeable(uow, command.post)
    _a_few(command.sightings)
    now = _suggesting(uow, school, examiners, version)
    faces = [_face(now.dossier, sighting) for sighting in command.sightings]
    if against := tuple(_refused(now, faces)):
        message = f"Nothing was confirmed. {'; '.join(against)}."
        raise NotYet(message, "Name these faces singly, and confirm the others without them.")
    firsts = {s.sighting: s.candidates[0].pupil for s in now.dossier.suggestions if s.candidates}
    given = [Given(face.id, Said.PUPIL, firsts[face.id]) for face in faces]
    return answer(uow, actor, version.id, given, How.CONFIRMED)


def confirmable(
    uow: UnitOfWork, school: School, examiners: Examiners, version: Version
) -> tuple[tuple[Sighting, str], ...]:
    """Return each face that may be confirmed beside its reference picture, with the pupil's id."""
    if not _near(uow, examiners, version).suggestions:
        return ()  # with the lock shut a page need not gather everything a second time for this
    now = _suggesting(uow, school, examiners, version)
    firsts = {s.sighting: s.first.pupil for s in now.dossier.suggestions if s.first is not None}
    faces = (s for s in now.dossier.shown if s.id in firsts and not tuple(_against(now, s)))
    return tuple((face, firsts[face.id]) for face in faces)


def _a_few(ids: tuple[str, ...]) -> None:
    if not 1 <= len(ids) <= MOST:
        message = f"{len(ids)} faces at once: it goes with one to {MOST}."
        raise UsageError(message, "Look at a few faces beside their pictures, then at the next.")
    if len(set(ids)) < len(ids):
        message = "One face was confirmed twice in one go."
        raise UsageError(message, "Leave one of the two out.")


def _suggesting(
    uow: UnitOfWork, school: School, examiners: Examiners, version: Version
) -> Suggesting:
    near = _near(uow, examiners, version)
    decisions = uow.decisions.of(version.id)[-1:]
    return Suggesting(
        dossier=assemble(uow, school, examiners, version),
        shown={face: mark for d in decisions for face, mark in shown_marks(d).items()},
        now=marks(uow, near.suggested),
        pictured=frozenset(picture.pupil for picture in uow.reference_pictures.all()),
    )


def _near(uow: UnitOfWork, examiners: Examiners, version: Version) -> Reach:
    return reach(uow, examiners, version.post, uow.answers.of(version.id))


def _face(dossier: Dossier, sighting: str) -> Sighting:
    for face in dossier.sightings:
        if face.id == sighting:
            return face
    message = f"There is no face {sighting!r} in this post."
    raise NotFound(message, "Check the post and use the numbers drawn beside the faces.")


def _refused(now: Suggesting, faces: list[Sighting]) -> Iterator[str]:
    for face in faces:
        place = now.dossier.place(face)
        if why := tuple(_against(now, face)):
            yield f"Face {place['picture']}.{place['face']}: {listed(why)}"


def _against(now: Suggesting, face: Sighting) -> Iterator[str]:
    """Yield every reason why this face has to be named singly."""
    suggestion = now.dossier.suggestion(face.id)
    if newest_by_person(now.dossier.answers, face.id):
        yield "somebody has said already who it is"
    elif suggestion is None or suggestion.first is None:
        yield CHANGED if face.id in now.shown else "no name is suggested"
    elif now.shown.get(face.id) != now.now[face.id]:
        yield CHANGED
    else:
        yield from _doubts(now, face, suggestion)


def _doubts(now: Suggesting, face: Sighting, suggestion: Suggestion) -> Iterator[str]:
    dossier, pupil = now.dossier, suggestion.candidates[0].pupil
    yield from suggestion.ask
    if not suggestion.ask and not suggestion.sure:
        yield "a second pupil is nearly as close"
    if not all_may_be_shown(dossier, suggestion):
        yield "one of those in reach may not be shown here"
    if face.face.seen is Seen.PERHAPS:
        yield "it is only perhaps a face"
    if pupil not in now.pictured:
        yield "there is no reference picture to put beside it"
    if twin := _elsewhere(dossier, face, pupil):
        yield f"{dossier.name(pupil)} is named for face {twin.number} already"


def _elsewhere(dossier: Dossier, face: Sighting, pupil: str) -> Sighting | None:
    """Return another face of the same picture that was called by this name."""
    called = {a.sighting for a in dossier.answers if (a.said, a.who) == (Said.PUPIL, pupil)}
    others = (s for s in dossier.seen(face.original).sightings if s.id in called - {face.id})
    return next(others, None)
