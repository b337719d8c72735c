"""The one list of what is to come down, whoever ordered it, and what became of each.

Earlier releases kept some orders as a task alone, and some posts as taken down without an order.
Those stand in the list all the same; the next deed about one writes it down as an order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Published, TaskKind
from gatekeeper.domain.take_down import TakeDown, Why
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork

_ORDERED = (TaskKind.TAKE_DOWN, None)


def take_downs(uow: UnitOfWork, actor: Actor) -> tuple[TakeDown, ...]:
    """Return every order, the worst first, and of the same the oldest first.

    Worst is what was said to be down and can still be seen; then what is to be done, by when it is
    due; then what nobody has seen gone; then the others.

    Raises:
        NotAllowed: not one of the desk's roles.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    return tuple(sorted(_standing(uow), key=_urgency))


def take_down_of(uow: UnitOfWork, of: str) -> TakeDown | None:
    """Return the newest order about what was published or told by an archive."""
    return newest_by_post(uow).get(of)


def newest_by_post(uow: UnitOfWork) -> dict[str, TakeDown]:
    """Return the newest order about each post, by the id of what was published or told."""
    return {item.of: item for item in _standing(uow)}


def find_take_down(uow: UnitOfWork, take_down: str) -> TakeDown:
    """Return an order by its id.

    Raises:
        NotFound: there is none.
    """
    item = next((item for item in _standing(uow) if item.id == take_down), None)
    if item is None:
        raise NotFound("There is no such take-down.", "List them: `gatekeeper take-down list`.")
    return item


def _standing(uow: UnitOfWork) -> tuple[TakeDown, ...]:
    kept = [item for item in uow.take_downs.all() if item.called_off_at is None]
    published = {item.id: item for item in uow.published.all()}
    named = (_as_it_stands(item, published.get(item.of)) for item in kept)
    return (*named, *_of_earlier_releases(uow, published, {item.of for item in kept}))


def _as_it_stands(item: TakeDown, published: Published | None) -> TakeDown:
    """Return an order with what its post tells: an earlier release noted there that it is down."""
    down = published.taken_down_at if published is not None and item.done_at is None else None
    return replace(item, done_at=down) if down is not None else item


def _of_earlier_releases(
    uow: UnitOfWork, published: dict[str, Published], ordered: set[str]
) -> Iterator[TakeDown]:
    tasks = uow.tasks.all() if published.keys() - ordered else ()
    asked = {task.subject: task for task in tasks if (task.kind, task.done_at) == _ORDERED}
    for item in (item for item in published.values() if item.id not in ordered):
        task, down = asked.get(item.id), item.taken_down_at
        if task is not None:
            yield _kept_as(item, task.made_at, task.due or task.made_at, Why.ASKED)
        elif down is not None:
            yield _kept_as(item, down, down, Why.SAID_DOWN)


def _kept_as(item: Published, asked_at: datetime, due: datetime, why: Why) -> TakeDown:
    return TakeDown(
        id=item.id,
        post=item.post or item.id,
        of=item.id,
        channel=item.channel,
        link=item.link,
        asked_by="",
        asked_at=asked_at,
        due=due,
        done_at=item.taken_down_at,
        why=why,
    )


def _urgency(item: TakeDown) -> tuple[bool, bool, bool, datetime, datetime]:
    since = item.done_at or item.due
    return (item.gone is not None, item.done_at is not None, not item.again, since, item.asked_at)
