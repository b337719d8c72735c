"""A child said no today: one tap, and the child may not be shown in this post."""

from __future__ import annotations

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.find_post import find_post
from gatekeeper.desk.permission_changed import permission_changed
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import Bar, BarKind, Pupil
from gatekeeper.ports import UnitOfWork


def child_said_no(uow: UnitOfWork, actor: Actor, post: str, pupil: Pupil) -> None:
    """Bar the child from this post. Nobody has to give a reason."""
    actor.require(Duty.ANSWER)
    version = find_post(uow, post)
    uow.bars.put(
        Bar(
            id=uow.mint(),
            pupil=pupil.id,
            kind=BarKind.OBJECTION,
            placed_at=uow.now,
            placed_by=actor.id,
            post=version.id,
        )
    )
    permission_changed(uow, (pupil.id,))
