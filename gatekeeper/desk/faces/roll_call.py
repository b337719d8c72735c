"""The roll call: groups and absentees are said, and only who may not be shown is asked singly.

A child who has left the school is asked about where the picture may be as old as the leaving, and
neither asked about nor counted where a camera's own clock says that it is younger. A file that
names no camera may have been scanned or saved anew, so its day says nothing; without a day a leaver
is asked about for a year. What no clock can tell is an old print that was photographed today: its
faces have to be named.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.checking.assemble import standing, taken_at
from gatekeeper.desk.faces.answer import redraw
from gatekeeper.desk.faces.switch_roll_call import require_roll_call
from gatekeeper.desk.posts.find_post import changeable
from gatekeeper.desk.posts.void import void_post
from gatekeeper.desk.school import School
from gatekeeper.domain.answer import FEWEST, Answer, How, RollCall, Said, newest_by_person
from gatekeeper.domain.face import Seen, Sighting
from gatekeeper.domain.people import Duty
from gatekeeper.domain.permission import may
from gatekeeper.domain.post import Post, Version
from gatekeeper.domain.register import Pupil, Use
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

NO_LONGER_IN_CLASS = timedelta(days=366)
"""How long a leaver is asked about in a picture that does not say when it was taken."""


@dataclass(frozen=True, slots=True)
class CallRoll:
    """What was said: picture number, groups, ids of the absent and of those said not to be in it.

    `here` maps a pupil who may not be shown to the sighting that is that child; it is covered.
    """

    post: str
    picture: int
    groups: frozenset[str]
    absent: frozenset[str] = frozenset()
    not_here: frozenset[str] = frozenset()
    here: tuple[tuple[str, str], ...] = ()


def to_ask(uow: UnitOfWork, school: School, post: Post, command: CallRoll) -> tuple[Pupil, ...]:
    """Return the children of the groups who may not be shown and are not absent, by name."""
    asked = [
        pupil
        for pupil in candidates(uow, school, post, command)
        if pupil.id not in command.absent and not may_be_shown(uow, school, post, pupil)
    ]
    return tuple(sorted(asked, key=lambda pupil: pupil.called))


def candidates(uow: UnitOfWork, school: School, post: Post, command: CallRoll) -> tuple[Pupil, ...]:
    """Return the children of the groups who may be in the picture, as far as their leaving says.

    Raises:
        NotFound: a group has nobody in it.
    """
    taken, today = _taken_on(uow, post, command.picture), school.day(uow.now)
    return tuple(p for p in members(uow, command.groups) if _may_be_in(p, taken, today))


def _may_be_in(pupil: Pupil, taken: date | None, today: date) -> bool:
    """Whether a child was, or may have been, at the school when the picture was taken."""
    left = pupil.left_on
    if left is None or left > today:
        return True
    return taken <= left if taken is not None else today < left + NO_LONGER_IN_CLASS


def _taken_on(uow: UnitOfWork, post: Post, number: int) -> date | None:
    """Return the day that a camera's own clock says; None where the file names no camera or day."""
    original = post.pictures[number - 1].original.digest
    read = [r.facts for r in uow.readings.of(post.id) if r.original == original]
    facts = read[-1] if read else None
    by_camera = facts is not None and "camera" in facts.carried.fields
    at = taken_at(facts) if by_camera else None
    return at.date() if at is not None else None


def may_be_shown(uow: UnitOfWork, school: School, post: Post, pupil: Pupil) -> bool:
    """Whether a child may be shown in a group on every channel of the post, as of now."""
    today, on_record = school.day(uow.now), standing(uow, pupil)
    return all(
        may(on_record, channel, Use.GROUP, on=today, about=post.about) for channel in post.channels
    )


def members(uow: UnitOfWork, groups: frozenset[str]) -> tuple[Pupil, ...]:
    """Return the pupils of some classes, clubs or lists.

    Raises:
        NotFound: a group has nobody in it.
    """
    pupils = uow.pupils.all()
    for group in sorted(groups):
        if not any(pupil.belongs_to(group) for pupil in pupils):
            message = f"Nobody on the register belongs to {group!r}."
            raise NotFound(message, "Use the name of a class or club as it stands in the register.")
    return tuple(p for p in pupils if any(p.belongs_to(group) for group in groups))


def call_roll(uow: UnitOfWork, school: School, actor: Actor, command: CallRoll) -> Version:
    """Record the roll call and answer with it every face that nobody has named.

    Raises:
        NotYet: a child who may not be shown was not asked about; the message names who. Or the
            headteacher switched roll calls off.
        UsageError: fewer than eight faces, or nobody left who could be the faces.
    """
    actor.require(uow, Duty.ANSWER)
    require_roll_call(uow)
    version = changeable(uow, command.post)
    faces = _faces(uow, version, command.picture)
    _everybody_asked(uow, school, version.post, command)
    roll = _roll(uow, school, actor, version, command)
    uow.roll_calls.put(roll)
    for pupil, sighting in command.here:
        _put(uow, roll, sighting, Said.COVERED, pupil)
    covered = {sighting for _, sighting in command.here}
    open_faces = [face for face in _unnamed(uow, faces) if face.id not in covered]
    _enough(open_faces, roll.perhaps - _named(uow, version, roll.original))
    for face in open_faces:
        _put(uow, roll, face.id, Said.ROLL_CALL, roll.id)
    void_post(uow, actor.id, version.id, ("who is in a picture was answered differently",))
    return redraw(uow, actor, version)


def _faces(uow: UnitOfWork, version: Version, number: int) -> list[Sighting]:
    if not 1 <= number <= len(version.post.pictures):
        message = f"The post has no picture {number}."
        raise NotFound(message)
    original = version.post.pictures[number - 1].original.digest
    faces = [s for s in uow.sightings.of(version.id) if s.original == original]
    if len(faces) < FEWEST:
        message = f"Picture {number} has {len(faces)} faces; a roll call is for {FEWEST} or more."
        raise UsageError(message, "Name each face; with so few that is quicker and surer.")
    return faces


def _everybody_asked(uow: UnitOfWork, school: School, post: Post, command: CallRoll) -> None:
    answered = command.not_here | {pupil for pupil, _ in command.here}
    asked = to_ask(uow, school, post, command)
    left = [pupil.called for pupil in asked if pupil.id not in answered]
    if left:
        message = f"Not asked about yet: {', '.join(left)}. Is each of them in this picture?"
        raise NotYet(message, "Say `here` with the face's number (it is covered), or `not here`.")


def _roll(
    uow: UnitOfWork, school: School, actor: Actor, version: Version, command: CallRoll
) -> RollCall:
    here = candidates(uow, school, version.post, command)
    everybody = frozenset(pupil.id for pupil in here)
    covered = frozenset(pupil for pupil, _ in command.here)
    return RollCall(
        id=uow.mint(),
        post=version.id,
        original=version.post.pictures[command.picture - 1].original.digest,
        groups=command.groups,
        absent=command.absent,
        here=covered,
        not_here=command.not_here,
        perhaps=everybody - command.absent - covered - command.not_here,
        by=actor.id,
        at=uow.now,
    )


def _named(uow: UnitOfWork, version: Version, original: str) -> frozenset[str]:
    """Return whom somebody named singly in this picture: they are not counted again."""
    here = {s.id for s in uow.sightings.of(version.id) if s.original == original}
    return frozenset(
        a.who for a in uow.answers.of(version.id) if a.said is Said.PUPIL and a.sighting in here
    )


def _unnamed(uow: UnitOfWork, faces: list[Sighting]) -> list[Sighting]:
    answers = uow.answers.of(faces[0].post)
    return [
        face
        for face in faces
        if not newest_by_person(answers, face.id)
        and face.face.seen in (Seen.FACE, Seen.ADDED, Seen.FROM_BEHIND)
    ]


def _enough(open_faces: list[Sighting], perhaps: frozenset[str]) -> None:
    if len(open_faces) > len(perhaps):
        message = (
            f"{len(open_faces)} faces are left, but only {len(perhaps)} children of the "
            "groups can be among them."
        )
        raise UsageError(
            message, "Name the adults and guests first, or add the group that is missing."
        )


def _put(uow: UnitOfWork, roll: RollCall, sighting: str, said: Said, who: str) -> None:
    uow.answers.put(
        Answer(uow.mint(), roll.post, sighting, said, roll.by, uow.now, who, How.ROLL_CALL)
    )
    uow.ledger.append(
        "face.answered",
        actor=roll.by,
        subject=roll.post,
        details={"sighting": sighting, "how": How.ROLL_CALL.value},
    )
