"""Voiding sign-offs: the yes was to something that is no longer so."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.tell import tell, tell_makers
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Grant, GrantEnd, Task, TaskKind
from gatekeeper.domain.sign_off import SignOff
from gatekeeper.ports import UnitOfWork


def void_touched(uow: UnitOfWork, actor_id: str, pupils: frozenset[str]) -> tuple[str, ...]:
    """Void every open sign-off whose basis holds one of these pupils; return the posts' ids.

    The reason asserts no ground: it is the same whatever changed about the child.
    """
    touched = signed_with(uow, pupils)
    for sign_off in touched:
        why = "a child here may no longer be shown, or a permission changed"
        void(uow, actor_id, sign_off, (why,))
    return tuple(sign_off.post for sign_off in touched)


def signed_with(uow: UnitOfWork, pupils: frozenset[str]) -> tuple[SignOff, ...]:
    """Return every open sign-off whose basis holds one of these pupils."""
    return tuple(
        sign_off
        for sign_off in uow.sign_offs.all()
        if sign_off.voided_at is None
        and not all_out(uow, sign_off.post)
        and pupils & _pupils(uow, sign_off)
    )


def void_post(uow: UnitOfWork, actor_id: str, post: str, why: tuple[str, ...]) -> None:
    """Void every open sign-off of one post, and end whatever was granted on it."""
    end_grants(uow, post, GrantEnd.VOID)
    for sign_off in uow.sign_offs.of(post):
        if sign_off.voided_at is None:
            void(uow, actor_id, sign_off, why)


def void(uow: UnitOfWork, actor_id: str, sign_off: SignOff, why: tuple[str, ...]) -> None:
    """Void one sign-off, end its grants and ask somebody to look again."""
    words = "; ".join(why)
    uow.sign_offs.put(
        replace(sign_off, voided_at=uow.now, voided_why=words),
        seen=uow.sign_offs.version(sign_off.id),
    )
    end_grants(uow, sign_off.post, GrantEnd.VOID)
    say = f"The sign-off is void: {words}. Check the post again and send it anew."
    uow.tasks.put(Task(uow.mint(), TaskKind.LOOK_AGAIN, sign_off.post, say, uow.now))
    tell_makers(uow, NoticeKind.LAPSED, sign_off.post, besides=actor_id)
    uow.ledger.append(
        "sign_off.voided", actor=actor_id, subject=sign_off.post, details={"sign_off": sign_off.id}
    )


def all_out(uow: UnitOfWork, post: str) -> bool:
    """Whether the post is live on every channel it was meant for."""
    version = uow.posts.get(post)
    live = {p.channel for p in uow.published.of(post) if p.taken_down_at is None}
    return version is not None and live >= set(version.post.channels)


def end_grants(uow: UnitOfWork, post: str, end: GrantEnd) -> None:
    """End every open grant of a post; what was fetched already has to be deleted and told of."""
    for grant in uow.grants.of(post):
        if grant.ended is None:
            end_grant(uow, grant, end)


def end_grant(uow: UnitOfWork, grant: Grant, end: GrantEnd) -> None:
    """End one grant; ask the tablet about it if it was fetched."""
    uow.grants.put(replace(grant, ended=end, ended_at=uow.now), seen=uow.grants.version(grant.id))
    if grant.fetched:
        _ask_the_tablet(uow, grant)


def _ask_the_tablet(uow: UnitOfWork, grant: Grant) -> None:
    say = "The post was fetched before it was stopped. Delete it from the gallery; did it go out?"
    task = Task(uow.mint(), TaskKind.DELETE_FROM_GALLERY, grant.id, say, uow.now)
    uow.tasks.put(task)
    releasers = {person.id for person in uow.people.all() if person.may(Duty.RELEASE)}
    tell(uow, NoticeKind.DELETE_FROM_GALLERY, releasers | {grant.by}, task.id)


def _pupils(uow: UnitOfWork, sign_off: SignOff) -> frozenset[str]:
    decisions = [
        d for d in uow.decisions.of(sign_off.post) if d.digest == sign_off.statement.decision_digest
    ]
    return frozenset(p.pupil for d in decisions for p in d.basis.permissions)
