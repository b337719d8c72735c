"""Telling what is wrong with what is live: a task each, and a notice to office and Deputy Head.

The same thing is told once. What somebody answered is not told again while it stays as it was; but
what must not be live at all is told anew after a day, to the headteacher too, since whoever put it
there may have answered. What is seen to be right again is closed. No child, and no word of a post,
stands in any of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from gatekeeper.desk.school import LONDON
from gatekeeper.desk.tell import tell
from gatekeeper.domain.canonical import salted
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import SCHOOL, Role
from gatekeeper.domain.reconciled import Difference, Wrong
from gatekeeper.domain.release import Comments, CommentsSeen, Published, Task, TaskKind
from gatekeeper.ports import UnitOfWork

TOLD = frozenset({Role.OFFICE, Role.DEPUTY_HEAD})
MUST_GO = frozenset({Wrong.STILL_UP, Wrong.UNRELEASED})
"""What no answer makes right while it is live."""
DAY = timedelta(days=1)
"""After how long what must go is told anew, whoever answered."""
HEADS = frozenset({Role.HEADTEACHER})
ANEW = "Somebody answered, and it is live all the same. "
WEEK = timedelta(days=7)
WHAT_NOW = {
    Wrong.STILL_UP: "Take it down now, and look again until it is gone.",
    Wrong.UNRELEASED: "Find out who posted it. Take it down, or draft it here and have it signed.",
    Wrong.EDITED: "Look at what was changed, and put it back or take it down.",
    Wrong.OPEN: "Switch commenting off now, or take the post down.",
    Wrong.GONE: "Look in the app. If it was taken down, say so: `gatekeeper taken-down`.",
}
COMPARE = "Compare what is live with what was released: `gatekeeper reconcile EXPORT`."


@dataclass(frozen=True, slots=True)
class Looked:
    """How far somebody looked, beyond which nothing is seen to be mended."""

    reach: datetime
    """What was told later may be as it was told."""
    doubtful: frozenset[Wrong] = frozenset()
    """What could not be seen, so that it may be as it was told."""

    def sees(self, task: Task) -> bool:
        """Whether what a task tells would have been seen, if it were still so."""
        return task.made_at <= self.reach and not any(w.value in task.say for w in self.doubtful)


def tell_difference(uow: UnitOfWork, found: Difference) -> tuple[str, bool]:
    """Have a difference told; return its task's id if nobody answered it yet, and if it is new."""
    if found.wrong is Wrong.OPEN and found.published:
        return _open_release(uow, found)
    ref = f"{found.wrong.name} {found.ref}"
    name, before, anew = *_under(uow, ref), False
    while before is not None and _answered_and_live(found, before, uow.now):
        ref = f"{ref} {before.done_at}"
        name, before, anew = *_under(uow, ref), True
    if before is not None and (before.done_at is None or before.done_by != SCHOOL):
        return (name if before.done_at is None else "", False)
    say = f"{ANEW if anew else ''}{_say(found)}"
    task = Task(name, TaskKind.SEE_LIVE, found.channel.value, say, uow.now, uow.now)
    uow.tasks.put(task, seen=uow.tasks.version(name))
    _notify(uow, NoticeKind.LIVE_DIFFERS, name, TOLD | HEADS if anew else TOLD)
    return name, True


def _under(uow: UnitOfWork, ref: str) -> tuple[str, Task | None]:
    """Return the id under which something is told, and what was told under it."""
    name = salted(uow.secret(SCHOOL), ref)[:26]
    return name, uow.tasks.get(name)


def _answered_and_live(found: Difference, before: Task, now: datetime) -> bool:
    """Whether somebody answered, a day ago or more, and what must go is live all the same."""
    if before.done_at is None or before.done_by == SCHOOL:
        return False
    return found.wrong in MUST_GO and now - before.done_at >= DAY


def close_mended(
    uow: UnitOfWork, channels: Iterable[ChannelName], still: Iterable[str], looked: Looked
) -> None:
    """Close what was told of these channels and is not so any more; `still` are tasks that are."""
    about, left = {channel.value for channel in channels}, set(still)
    for task in _open(uow, TaskKind.SEE_LIVE):
        if task.subject in about and task.id not in left and looked.sees(task):
            _close(uow, task, SCHOOL, "seen as it should be")


def ask_to_compare(uow: UnitOfWork, channel: ChannelName, why: str) -> None:
    """Ask somebody to compare a channel, once; the task stays until it could be done whole."""
    if any(task.subject == channel.value for task in _open(uow, TaskKind.COMPARE)):
        return
    say = f"{channel.brand}: {why} {COMPARE}"
    task = Task(uow.mint(), TaskKind.COMPARE, channel.value, say, uow.now, uow.now)
    uow.tasks.put(task)
    _notify(uow, NoticeKind.COMPARE, task.id)


def asked_since(uow: UnitOfWork, channel: ChannelName) -> timedelta:
    """Return for how long somebody has been asked to compare a channel."""
    asked = [t for t in _open(uow, TaskKind.COMPARE) if t.subject == channel.value]
    return max((uow.now - task.made_at for task in asked), default=timedelta())


def compared_whole(uow: UnitOfWork, channels: Iterable[ChannelName], by: str) -> None:
    """Close the week's task of these channels; where a person did it unasked, note that it is."""
    for channel in channels:
        asked = [t for t in _open(uow, TaskKind.COMPARE) if t.subject == channel.value]
        if not asked and by != SCHOOL:
            asked = [Task(uow.mint(), TaskKind.COMPARE, channel.value, COMPARE, uow.now)]
            uow.tasks.put(asked[0])
        for task in asked:
            _close(uow, task, by, "compared, whole")


def ask_weekly(uow: UnitOfWork, besides: Iterable[ChannelName] = ()) -> None:
    """Ask for every channel that was not compared for a week and has something of ours live."""
    first: dict[ChannelName, Published] = {}
    for item in uow.published.all():
        if item.taken_down_at is None:
            first.setdefault(item.channel, item)
    tasks = [task for task in uow.tasks.all() if task.kind is TaskKind.COMPARE]
    for channel in sorted(set(first) - set(besides)):
        done = [t.done_at or uow.now for t in tasks if t.subject == channel.value]
        if uow.now - max([first[channel].at, *done]) >= WEEK:
            ask_to_compare(uow, channel, "A week has passed.")


def _open_release(uow: UnitOfWork, found: Difference) -> tuple[str, bool]:
    """Note on a release that comments were seen on, and ask for them to be closed, once."""
    item = uow.published.get(found.published)
    asked = [t for t in _open(uow, TaskKind.CLOSE_COMMENTS) if t.subject == found.published]
    if asked or item is None:
        return (asked[0].id if asked else "", False)
    seen = CommentsSeen(Comments.ON, SCHOOL, uow.now, "seen from outside, in a comparison")
    changed = replace(item, comments=(*item.comments, seen))
    uow.published.put(changed, seen=uow.published.version(item.id))
    task = Task(uow.mint(), TaskKind.CLOSE_COMMENTS, item.id, _say(found), uow.now, uow.now)
    uow.tasks.put(task)
    _notify(uow, NoticeKind.LIVE_DIFFERS, task.id)
    details = {"published": item.id, "state": Comments.ON.value}
    uow.ledger.append("comments.seen", actor=SCHOOL, subject=item.post, details=details)
    return task.id, True


def _say(found: Difference) -> str:
    day = f" of {found.at.astimezone(LONDON):%-d %B %Y}" if found.at else ""
    link = f" ({found.link})" if found.link else ""
    what = f"{found.channel.brand}: a post{day}{link} {found.wrong}."
    return f"{what} {WHAT_NOW[found.wrong]}"


def _notify(uow: UnitOfWork, kind: NoticeKind, task: str, roles: frozenset[Role] = TOLD) -> None:
    tell(uow, kind, [person.id for person in uow.people.all() if person.roles & roles], task)


def _open(uow: UnitOfWork, kind: TaskKind) -> list[Task]:
    return [task for task in uow.tasks.all() if task.kind is kind and task.done_at is None]


def _close(uow: UnitOfWork, task: Task, by: str, outcome: str) -> None:
    done = replace(task, done_at=uow.now, done_by=by, outcome=outcome)
    uow.tasks.put(done, seen=uow.tasks.version(task.id))
