"""What a contributor may say of the own contribution: who of the class is in it, who said no."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import Given, keep_answers
from gatekeeper.desk.faces.child_said_no import keep_no
from gatekeeper.desk.posts.contribute import own_contribution
from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.domain.answer import Said, newest_by_person
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import Pupil
from gatekeeper.domain.stage import Stage
from gatekeeper.errors import NotFound, NotYet
from gatekeeper.ports import UnitOfWork


def own_class(uow: UnitOfWork, actor: Actor) -> tuple[Pupil, ...]:
    """Return the pupils of the person's own classes, by name: nobody is set apart in any way."""
    person = uow.people.get(actor.id)
    classes = person.classes if person is not None else frozenset()
    pupils = [p for p in uow.pupils.all() if p.left_on is None and p.school_class in classes]
    return tuple(sorted(pupils, key=lambda pupil: (pupil.called, pupil.id)))


def name_own(uow: UnitOfWork, actor: Actor, post: str, sighting: str, pupil: str) -> Version:
    """Record who somebody is: a child of the own class, in the own contribution.

    Raises:
        NotFound: not the own contribution, no such face, or not a child of the own class.
        NotYet: it is on its way already.
    """
    version = own_contribution(uow, actor, post)
    if stage_of(uow, version.id) is not Stage.DRAFT:
        raise NotYet("It is on its way already.", "Tell the Deputy Head who it is.")
    child = _of_own_class(uow, actor, pupil)
    return keep_answers(uow, actor, version.id, [Given(sighting, Said.PUPIL, child.id)])


def own_said_no(uow: UnitOfWork, actor: Actor, post: str, pupil: str) -> None:
    """Record that a child of the own class said no today, wherever the contribution is by now.

    Raises:
        NotFound: not the own contribution, or not a child of the own class.
    """
    version = own_contribution(uow, actor, post)
    keep_no(uow, actor, version, _of_own_class(uow, actor, pupil))


def left_to_name(uow: UnitOfWork, actor: Actor, version: Version) -> tuple[Sighting, ...]:
    """Return the faces about which nobody but this person has said anything, by picture."""
    order = [picture.original.digest for picture in version.post.pictures]
    answers = uow.answers.of(version.id)
    mine = [
        sighting
        for sighting in uow.sightings.of(version.id)
        if sighting.original in order
        and all(a.by == actor.id for a in newest_by_person(answers, sighting.id))
    ]
    return tuple(sorted(mine, key=lambda s: (order.index(s.original), s.number)))


def _of_own_class(uow: UnitOfWork, actor: Actor, pupil: str) -> Pupil:
    found = [child for child in own_class(uow, actor) if child.id == pupil]
    if not found:
        raise NotFound("This is no child of your class.", "Leave the face to the Deputy Head.")
    return found[0]
