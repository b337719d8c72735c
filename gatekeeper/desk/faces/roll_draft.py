"""A roll call that is not closed yet: who was said not to be in a picture is kept at every tap.

Each person's own, since the roll is recorded as that person's answer. It is no answer by itself:
it counts once the roll is closed.
"""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import picture_of
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.domain.answer import RollDraft, Said, settled
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, NotYet
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class NotHere:
    """Which child (id) is not in which picture (number) of a post; `back`: she is after all."""

    post: str
    picture: int
    pupil: str
    back: bool = False


def say_not_here(uow: UnitOfWork, actor: Actor, command: NotHere) -> RollDraft:
    """Keep that a child is not in a picture, or take that back.

    Raises:
        NotAllowed: the person may not answer.
        NotFound: there is no such picture or child.
        NotYet: the post can no longer be changed.
    """
    actor.require(uow, Duty.ANSWER)
    version = changeable(uow, command.post)
    original = picture_of(version, command.picture).original.digest
    if uow.pupils.get(command.pupil) is None:
        raise NotFound("This child is not on the register.", "Open the page again.")
    still_asked(uow, version, command.picture, command.pupil)
    said, one = not_here(uow, actor.id, version, original), {command.pupil}
    after = said - one if command.back else said | one
    draft = RollDraft(_name(version, original, actor.id), version.id, after)
    uow.roll_drafts.put(draft, seen=uow.roll_drafts.version(draft.id))
    return draft


def not_here(uow: UnitOfWork, person: str, version: Version, original: str) -> frozenset[str]:
    """Return the ids of whom a person said not to be in a picture (its digest)."""
    draft = uow.roll_drafts.get(_name(version, original, person))
    return draft.not_here if draft is not None else frozenset()


def still_asked(uow: UnitOfWork, version: Version, number: int, pupil: str) -> None:
    """Stop unless nobody in a picture was covered as this child yet: one question, one answer.

    Raises:
        NotFound: there is no such picture.
        NotYet: the child is covered there already.
    """
    original = picture_of(version, number).original.digest
    answers = uow.answers.of(version.id)
    for face in uow.sightings.of(version.id):
        said = settled(answers, face.id) if face.original == original else None
        if said is not None and (said.said, said.who) == (Said.COVERED, pupil):
            message = f"This child is answered for already: face {face.number}, covered."
            raise NotYet(message, "Look at who is asked about now. Nothing was changed.")


def _name(version: Version, original: str, person: str) -> str:
    return f"{version.id}.{original}.{person}"
