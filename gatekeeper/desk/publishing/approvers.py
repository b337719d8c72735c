"""Who may say yes to a post: the headteacher or her stand-in, and never an author."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.domain.people import Duty, Person
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotAllowed
from gatekeeper.ports import UnitOfWork

NOBODY = (
    "Nobody can sign it off today. The headteacher appoints a stand-in who had no part in it: "
    "`gatekeeper stand-in appoint`."
)


def authors(uow: UnitOfWork, version: Version) -> frozenset[str]:
    """Return everybody who wrote a version, answered, added somebody or held a roll call."""
    answered = {answer.by for answer in uow.answers.of(version.id)}
    added = {s.added_by for s in uow.sightings.of(version.id) if s.added_by is not None}
    called = {roll.by for roll in uow.roll_calls.of(version.id)}
    sent = {submission.by for submission in uow.submissions.of(version.id)}
    return version.authors | answered | added | called | sent


def stands_in(uow: UnitOfWork, school: School, actor: Actor) -> bool:
    """Whether the person was appointed to approve in the headteacher's place today."""
    today = school.day(uow.now)
    return any(item.person == actor.id and item.on(today) for item in uow.stand_ins.all())


def who_approves(uow: UnitOfWork, school: School, version: Version) -> frozenset[str]:
    """Return who may sign this post off today (ids): by role or as a stand-in, and no author."""
    today = school.day(uow.now)
    heads = {person.id for person in uow.people.all() if person.may(Duty.APPROVE)}
    standing_in = {item.person for item in uow.stand_ins.all() if item.on(today)}
    return frozenset(heads | standing_in) - authors(uow, version)


def who_can(uow: UnitOfWork, school: School, version: Version) -> str:
    """Say who may sign this post off today, or what to do where nobody may."""
    names = [person.name for person in signers(uow, school, version)]
    return f"{' or '.join(names)} can sign it off." if names else NOBODY


def signers(uow: UnitOfWork, school: School, version: Version) -> tuple[Person, ...]:
    """Return who may sign this post off today, by name."""
    ids = who_approves(uow, school, version)
    able = (person for person in uow.people.all() if person.id in ids)
    return tuple(sorted(able, key=lambda person: person.name))


def may_approve(uow: UnitOfWork, school: School, actor: Actor, version: Version) -> None:
    """Stop unless this person may sign this post off today.

    Raises:
        NotAllowed: no such duty today, or the person helped to make the post.
    """
    if not stands_in(uow, school, actor):
        actor.require(uow, Duty.APPROVE)
    if actor.id in authors(uow, version):
        message = (
            f"{actor.person.name} helped to make this post, so somebody else must sign it off."
        )
        raise NotAllowed(message, who_can(uow, school, version))
