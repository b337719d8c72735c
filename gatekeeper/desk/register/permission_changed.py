"""The one place from which it is told that a child's permission changed, whatever the ground.

A consent withdrawn or given, an objection, a disagreement, a hold, a leaver: all come through here,
so that ledger, voided sign-offs and tasks are the same for each. The ledger names the school
as actor, since who did it would give a hold away; that stands in the sealed record itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from gatekeeper.desk.posts.void import void_touched
from gatekeeper.desk.school import School
from gatekeeper.domain.people import SCHOOL
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import Published, Task, TaskKind
from gatekeeper.ports import UnitOfWork

SAY = "A permission changed. Look at what is published and decide whether it stays: "


def permission_changed(uow: UnitOfWork, pupils: Iterable[str]) -> tuple[str, ...]:
    """Tell the ledger, void what it touches, ask for published posts to be looked at.

    Call it after the records were written, in the same transaction. Returns the ids of the posts
    whose sign-off is void now.
    """
    ids = sorted(set(pupils))
    for pupil in ids:
        uow.ledger.append("permission.changed", actor=SCHOOL, subject=pupil)
    voided = void_touched(uow, SCHOOL, frozenset(ids))
    live = _live(uow)
    for pupil in ids:
        _ask_to_look(uow, pupil, [item for item in live if _shows(item, pupil)])
    return voided


def published_showing(uow: UnitOfWork, pupil: str) -> tuple[Published, ...]:
    """Return whatever is still live and shows, or may show, the child."""
    return tuple(item for item in _live(uow) if _shows(item, pupil))


def _live(uow: UnitOfWork) -> list[Published]:
    return [item for item in uow.published.all() if item.taken_down_at is None]


def _shows(item: Published, pupil: str) -> bool:
    return pupil in item.shows | item.may_show


def _ask_to_look(uow: UnitOfWork, pupil: str, showing: list[Published]) -> None:
    links = [item.link or item.id for item in showing if _said_no_just_now(uow, pupil, item)]
    if not links:
        return
    say = SAY + ", ".join(links)
    if not _asked_today(uow, pupil, say):
        uow.tasks.put(Task(uow.mint(), TaskKind.SEARCH_PUBLISHED, pupil, say, uow.now))


def _asked_today(uow: UnitOfWork, pupil: str, say: str) -> bool:
    """Whether the same was asked on this day and is open: an older no has its own answer."""
    return any(
        task.done_at is None
        and (task.subject, task.say) == (pupil, say)
        and School.day(task.made_at) == School.day(uow.now)
        for task in uow.tasks.all()
    )


def _said_no_just_now(uow: UnitOfWork, pupil: str, item: Published) -> bool:
    """Whether anything written in this very step says no to what is published there.

    Older grounds are not looked at: what one deed causes must not tell whether another stands.
    """
    today = School.day(uow.now)
    child = uow.pupils.get(pupil)
    left = child is not None and child.left_on is not None and child.left_on <= today
    barred = any(
        b.placed_at == uow.now and b.stands(frozenset({item.post, *item.originals}))
        for b in uow.bars.of(pupil)
    )
    answered_no = any(
        c.recorded_at == uow.now
        and c.channel is item.channel
        and c.state_on(today) is not ConsentState.GIVEN
        for c in uow.consents.of(pupil)
    )
    return left or barred or answered_no
