"""A child said no today: one tap, and the child may not be shown in this picture."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.faces.answer import picture_of
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.register import Bar, BarKind, Pupil
from gatekeeper.ports import UnitOfWork


def child_said_no(
    uow: UnitOfWork, actor: Actor, post: str, pupil: Pupil, picture: int | None = None
) -> None:
    """Bar the child from this post, and from every post with this picture (all, without one).

    Nobody has to give a reason.

    Raises:
        NotFound: the post has no such picture.
    """
    actor.require(uow, Duty.ANSWER)
    keep_no(uow, actor, find_post(uow, post), pupil, picture)


def keep_no(
    uow: UnitOfWork, actor: Actor, version: Version, pupil: Pupil, picture: int | None = None
) -> None:
    """Bar the child, on the word of somebody who may say so; as `child_said_no`."""
    pictures = version.post.pictures if picture is None else (picture_of(version, picture),)
    for about in (version.id, *(item.original.digest for item in pictures)):
        uow.bars.put(
            Bar(
                id=uow.mint(),
                pupil=pupil.id,
                kind=BarKind.OBJECTION,
                placed_at=uow.now,
                placed_by=actor.id,
                about=about,
            )
        )
    permission_changed(uow, (pupil.id,))
