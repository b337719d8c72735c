"""Ordering that a post comes down: the one way, whoever orders it and for whatever reason.

A recall, a receipt of what was stopped, an incident, an audit and a child's posts all come through
here. One post has one order at a time. Who orders down what was said to be down says that it can
still be seen: the same order is opened again, due at once, and whoever is to know is told.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import LONDON
from gatekeeper.desk.takedown.standing import take_down_of
from gatekeeper.desk.takedown.told import close_tasks, open_tasks, put, to_ledger
from gatekeeper.desk.tell import tell
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty, Role
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.domain.take_down import DUE, StillUp, TakeDown, Why
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Ask:
    """Which post, by the id of what was published or of a live post; who does it, until when.

    Without a time it is due within a day.
    """

    of: str
    who: Role = Role.DEPUTY_HEAD
    due: datetime | None = None
    why: Why = Why.ASKED


@dataclass(frozen=True, slots=True)
class _Out:
    post: str
    channel: ChannelName
    link: str


def ask_take_down(uow: UnitOfWork, actor: Actor, command: Ask) -> TakeDown:
    """Have a post taken down; as `order`, for whoever may.

    Raises:
        NotAllowed: not one of the desk's roles. NotFound: no such post is known to be out.
    """
    actor.require(uow, Duty.TAKE_DOWN)
    return order(uow, actor.id, command)


def order(uow: UnitOfWork, by: str, command: Ask) -> TakeDown:
    """Order that a post comes down; `by` is a person's id, who may order it for another reason.

    One that is ordered already is not ordered twice; the earlier of the two times counts. One that
    was said to be down is opened again. After one that was seen gone a new order is made.

    Raises:
        NotFound: no such post is known to be out.
    """
    out, before = _out(uow, command.of), take_down_of(uow, command.of)
    if before is None or before.gone is not None:
        _is_up(uow, command.of)
        return _new(uow, by, out, command)
    if before.done_at is not None:
        _is_up(uow, command.of)
        return _again(uow, by, before, before.done_at)
    return _sooner(uow, before, command)


def _new(uow: UnitOfWork, by: str, out: _Out, command: Ask) -> TakeDown:
    item = TakeDown(
        id=uow.mint(),
        post=out.post,
        of=command.of,
        channel=out.channel,
        link=out.link,
        asked_by=by,
        asked_at=uow.now,
        due=command.due or uow.now + DUE,
        who=command.who,
        why=command.why,
    )
    uow.take_downs.put(item)
    _task(uow, item, f"Take a post down from {item.channel.brand}: {_where(item)}")
    to_ledger(uow, by, "take_down.asked", item)
    return item


def _again(uow: UnitOfWork, by: str, before: TakeDown, down: datetime) -> TakeDown:
    """Open an order again, and tell whoever did it, whoever is to do it and the headteacher."""
    seen = StillUp(uow.now, by, down, before.done_by)
    item = replace(before, done_at=None, done_by="", due=uow.now, still_up=(*before.still_up, seen))
    put(uow, item)
    close_tasks(uow, by, item.of, {TaskKind.SEE_GONE}, "it can still be seen")
    when = down.astimezone(LONDON)
    said = f"said to be down on {when.day} {when:%B %Y} and can still be seen"
    task = _task(uow, item, f"A post on {item.channel.brand} was {said}. Now: {_where(item)}")
    roles = {item.who, Role.HEADTEACHER}
    told = {person.id for person in uow.people.all() if person.roles & roles}
    tell(uow, NoticeKind.STILL_UP, (told | {before.done_by}) - {by}, task.id)
    to_ledger(uow, by, "take_down.again", item)
    return item


def _sooner(uow: UnitOfWork, before: TakeDown, command: Ask) -> TakeDown:
    due = command.due or uow.now + DUE
    if due >= before.due:
        return before
    item = replace(before, due=due)
    put(uow, item)
    for task in open_tasks(uow, item.of, {TaskKind.TAKE_DOWN}):
        uow.tasks.put(replace(task, due=due), seen=uow.tasks.version(task.id))
    return item


def _task(uow: UnitOfWork, item: TakeDown, say: str) -> Task:
    task = Task(uow.mint(), TaskKind.TAKE_DOWN, item.of, say, uow.now, item.due)
    uow.tasks.put(task)
    return task


def _where(item: TakeDown) -> str:
    return item.link or "see the list of take-downs"


def _is_up(uow: UnitOfWork, of: str) -> None:
    """Note on a release that it is not down, if it was said to be."""
    published = uow.published.get(of)
    if published is not None and published.taken_down_at is not None:
        up = replace(published, taken_down_at=None)
        uow.published.put(up, seen=uow.published.version(of))


def _out(uow: UnitOfWork, of: str) -> _Out:
    published = uow.published.get(of)
    if published is not None:
        return _Out(published.post or published.id, published.channel, published.link)
    live = uow.live_posts.get(of)
    if live is None:
        raise NotFound("No such post is known to be out.", "Look at the list of posts again.")
    return _Out(live.id, live.post.channel, live.post.link)
