"""Saying who is in a picture: one face, or many at once; and cutting it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.void import void_post
from gatekeeper.desk.posts.write_draft import put_version
from gatekeeper.domain.answer import Answer, How, Said, newest_by_person
from gatekeeper.domain.check import FixKind
from gatekeeper.domain.face import Sighting
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import Box, Picture, PictureFacts
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it is given: the sighting's id, what was said, and who that is."""

    sighting: str
    said: Said
    who: str = ""
    agreement: str = ""
    agreed_on: date | None = None


def answer(
    uow: UnitOfWork, actor: Actor, post: str, given: Iterable[Given], how: How = How.SINGLY
) -> Version:
    """Record the answers, redraw the covers that follow from them, and void any sign-off.

    Raises:
        NotAllowed, NotFound, UsageError: nothing at all is recorded then.
    """
    actor.require(uow, Duty.ANSWER)
    return keep_answers(uow, actor, post, given, how)


def keep_answers(
    uow: UnitOfWork, actor: Actor, post: str, given: Iterable[Given], how: How = How.SINGLY
) -> Version:
    """Record the answers of somebody who may give them; as `answer`."""
    version = changeable(uow, post)
    items = tuple(given)
    known = {sighting.id for sighting in uow.sightings.of(version.id)}
    things = _asked_about(uow, version)
    if len({item.sighting for item in items}) < len(items):
        message = "One face was answered twice in one go."
        raise UsageError(message, "Leave out the answer that is wrong.")
    for item in items:
        if (item.sighting, item.said) not in things:
            _check(uow, item, known)
    for item in items:
        _record(uow, actor, version.id, item, how)
    void_post(uow, actor.id, version.id, ("who is in a picture was answered differently",))
    return redraw(uow, actor, version)


SAYS = {
    FixKind.SAY_NOBODY: Said.NOBODY,
    FixKind.SAY_FINE: Said.FINE,
    FixKind.LET_STAND: Said.MAY_STAND,
}
"""What may be said about a thing, where a finding offers it."""


def _asked_about(uow: UnitOfWork, version: Version) -> frozenset[tuple[str, Said]]:
    """Return what may be said about each thing that the newest decision asks about.

    Things are a text (a child's name, or only a word), a cover, a code, a picture seen before.
    """
    decisions = uow.decisions.of(version.id)[-1:]
    return frozenset(
        (fix.target, SAYS[fix.kind])
        for decision in decisions
        for finding in decision.findings
        for fix in finding.fixes
        if fix.kind in SAYS and fix.target == finding.subject
    )


def _check(uow: UnitOfWork, item: Given, known: set[str]) -> None:
    if item.sighting not in known:
        message = f"There is no face {item.sighting!r} in this post."
        raise NotFound(message, "Check the post and use the numbers drawn beside the faces.")
    if not _registered(uow, item):
        message = "This person is not on the register."
        raise NotFound(message, "Check the spelling; a guest is a visitor or of another school.")
    if item.said in (Said.VISITOR, Said.OTHER_SCHOOL) and not item.who:
        message = "Say who the visitor is, or which school the child comes from."
        raise UsageError(message)
    if item.said in (Said.FINE, Said.MAY_STAND):
        message = "A person is never fine by a word: say who it is."
        raise UsageError(message)
    if item.said is Said.ROLL_CALL:
        message = "A roll call is held for a whole picture, not for one face."
        raise UsageError(message)


def _registered(uow: UnitOfWork, item: Given) -> bool:
    if item.said is Said.PUPIL:
        return uow.pupils.get(item.who) is not None
    return item.said is not Said.ADULT or uow.adults.get(item.who) is not None


def _record(uow: UnitOfWork, actor: Actor, post: str, item: Given, how: How) -> None:
    uow.answers.put(
        Answer(
            id=uow.mint(),
            post=post,
            sighting=item.sighting,
            said=item.said,
            by=actor.id,
            at=uow.now,
            who=item.who,
            how=how,
            agreement=item.agreement,
            agreed_on=item.agreed_on,
        )
    )
    uow.ledger.append(
        "face.answered",
        actor=actor.id,
        subject=post,
        details={"sighting": item.sighting, "how": how.value},
    )


def redraw(uow: UnitOfWork, actor: Actor, version: Version) -> Version:
    """Bring the covers in line with the answers; a picture whose recipe changes is made anew."""
    sightings = uow.sightings.of(version.id)
    answers = uow.answers.of(version.id)
    pictures = tuple(_covered(picture, sightings, answers) for picture in version.post.pictures)
    post = replace(version.post, pictures=pictures)
    if post == version.post:
        return version
    return put_version(uow, actor, post, slug=version.slug, before=version)


def _covered(
    picture: Picture, sightings: Iterable[Sighting], answers: tuple[Answer, ...]
) -> Picture:
    covers = tuple(
        sorted(
            sighting.face.box
            for sighting in sightings
            if sighting.original == picture.original.digest
            and any(a.said is Said.COVERED for a in newest_by_person(answers, sighting.id))
        )
    )
    if covers == picture.recipe.covers:
        return picture
    return replace(picture, recipe=replace(picture.recipe, covers=covers), renditions=())


def crop(uow: UnitOfWork, actor: Actor, post: str, number: int, box: Box | None) -> Version:
    """Cut a picture to a box of its upright pixels, or undo the cut with None.

    Raises:
        UsageError: the box is empty or reaches out of the picture.
    """
    actor.require(uow, Duty.WRITE)
    version = changeable(uow, post)
    picture = picture_of(version, number)
    if box is not None:
        _inside(uow, picture, box)
    if box == picture.recipe.crop:
        return version
    cut = replace(picture, recipe=replace(picture.recipe, crop=box), renditions=())
    pictures = tuple(cut if p is picture else p for p in version.post.pictures)
    changed = replace(version.post, pictures=pictures)
    return put_version(uow, actor, changed, slug=version.slug, before=version)


def _inside(uow: UnitOfWork, picture: Picture, box: Box) -> None:
    facts = facts_of(uow, picture)
    if facts is None or not box.lies_in(facts.width, facts.height):
        message = "The cut does not lie inside the picture."
        raise UsageError(message, "Give left, top, width and height in pixels of the picture.")


def facts_of(uow: UnitOfWork, picture: Picture) -> PictureFacts | None:
    """Return what was last read of a picture; None when it could not be opened, or not yet."""
    facts = [
        reading.facts
        for reading in uow.readings.all()
        if reading.original == picture.original.digest and reading.facts is not None
    ]
    return facts[-1] if facts else None


def picture_of(version: Version, number: int) -> Picture:
    """Return a picture by the number that people see.

    Raises:
        NotFound: the post has no such picture.
    """
    if not 1 <= number <= len(version.post.pictures):
        message = f"The post has no picture {number}."
        raise NotFound(message, f"It has {len(version.post.pictures)}.")
    return version.post.pictures[number - 1]
