"""Erasing a child: the key to everything about the child is destroyed, and nobody can undo it.

The ledger stays valid, since it only ever held the id. Only who has left can be erased; if a
register file names the child again, its import makes a new entry.
"""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.matching.destroy_faces import destroy_faces
from gatekeeper.desk.posts.find_post import FROZEN, stage_of
from gatekeeper.desk.posts.recall import stop
from gatekeeper.desk.register.forget_in_audits import forget_in_audits, naming
from gatekeeper.desk.register.permission_changed import permission_changed, published_showing
from gatekeeper.desk.school import School
from gatekeeper.desk.signature import own_key
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.answer import Said
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SHORTEST_REASON = 10


@dataclass(frozen=True, slots=True)
class Erasure:
    """Which pupil (by id), why, and the posts showing the child of which one was told."""

    pupil: str
    reason: str
    acknowledged: frozenset[str] = frozenset()


def posts_showing(uow: UnitOfWork, pupil: str) -> tuple[str, ...]:
    """Return the ids of published posts and drafts that show, or may show, the child.

    So does a post of which an audit said something that names the child. They are dealt with one
    by one before the erasing; their pictures do not go with the child.
    """
    live = {item.post or item.id for item in published_showing(uow, pupil)}
    gone = {item.of for item in newest_by_post(uow).values() if item.done_at is not None}
    named = {a.post for a in uow.answers.all() if (a.said, a.who) == (Said.PUPIL, pupil)}
    called = {r.post for r in uow.roll_calls.all() if pupil in r.here | r.perhaps}
    judged = {
        d.post for d in uow.decisions.all() if any(p.pupil == pupil for p in d.basis.permissions)
    }
    looked = {look.of for look in uow.looks.of(pupil) if look.shows}
    child = uow.pupils.get(pupil)
    audited = {said.live for said in naming(uow, child)} if child is not None else set()
    still = {of for of in (looked | audited) - gone if not uow.erased(of)}
    return tuple(sorted(live | named | called | judged | still))


def erase_child(uow: UnitOfWork, actor: Actor, command: Erasure) -> None:
    """Destroy what is on record about a child, for ever.

    Raises:
        NotAllowed: neither DPO nor DSL, or without a fresh step-up.
        NotFound: the child is not on the register.
        UsageError: no reason was typed.
        NotYet: the child is on the roll; or posts show the child and were not acknowledged; the
            message lists them.
    """
    actor.require(uow, Duty.ERASE)
    own_key(uow, actor)
    child = uow.pupils.get(command.pupil)
    if child is None:
        raise NotFound("This child is not on the register.")
    if child.left_on is None or child.left_on > School.day(uow.now):
        raise NotYet(
            "This child is on the roll, so the next import would bring the child back.",
            "Once the child has left, import the register without the child, then erase.",
        )
    reason = command.reason.strip()
    if len(reason) < SHORTEST_REASON:
        raise UsageError("Type the reason, in a sentence: the erasing cannot be undone.")
    posts = posts_showing(uow, command.pupil)
    if left := [post for post in posts if post not in command.acknowledged]:
        raise NotYet(
            f"These posts show, or may show, the child: {', '.join(left)}.",
            "Look at each, take it down or delete it if need be, then acknowledge it by its id.",
        )
    permission_changed(uow, [command.pupil])
    _stop_drafts(uow, actor, posts)
    forget_in_audits(uow, child)
    destroy_faces(uow, frozenset({command.pupil}))
    uow.erase(command.pupil)
    details = {"reason": salted(uow.secret(SCHOOL), reason)}
    uow.ledger.append("child.erased", actor=actor.id, subject=command.pupil, details=details)


def _stop_drafts(uow: UnitOfWork, actor: Actor, posts: tuple[str, ...]) -> None:
    """Stop whatever is not out yet: once the name is forgotten, no check would find it."""
    for post in posts:
        version = uow.posts.get(post)
        if version is not None and stage_of(uow, post) not in FROZEN:
            stop(uow, actor.id, version, "it is about a child who was erased")
