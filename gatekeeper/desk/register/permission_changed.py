"""The one place from which it is told that a child's permission changed, whatever the ground.

A consent withdrawn or given, an objection, a disagreement, a hold, a leaver: all come through here,
so that ledger, voided sign-offs and tasks are the same for each. The ledger names the school
as actor, since who did it would give a hold away; that stands in the sealed record itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from gatekeeper.desk.posts.void import void_touched
from gatekeeper.desk.school import School
from gatekeeper.desk.showing.known_out import known_out, lists_of
from gatekeeper.desk.tell import tell
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.child_posts import Found, KnownOut, ThreeLists
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import SCHOOL, Duty
from gatekeeper.domain.register import ConsentState
from gatekeeper.domain.release import Published, Task, TaskKind
from gatekeeper.ports import UnitOfWork

SAY = "A permission changed. Look at what is published and decide whether it stays: "


def permission_changed(
    uow: UnitOfWork,
    pupils: Iterable[str],
    ended: Mapping[str, frozenset[ChannelName]] = MappingProxyType({}),
) -> tuple[str, ...]:
    """Tell the ledger, void what it touches, ask for published posts to be looked at.

    Call it after the records were written, in the same transaction. Returns the ids of the posts
    whose sign-off is void now. `ended` are the channels of yeses that ended by themselves.
    """
    ids = sorted(set(pupils))
    for pupil in ids:
        uow.ledger.append("permission.changed", actor=SCHOOL, subject=pupil)
    voided = void_touched(uow, SCHOOL, frozenset(ids))
    _ask_to_look(uow, ids, ended)
    return voided


def published_showing(uow: UnitOfWork, pupil: str) -> tuple[Published, ...]:
    """Return whatever is still live and shows, or may show, the child."""
    return tuple(item for item in _live(uow) if _shows(item, pupil))


def _live(uow: UnitOfWork) -> list[Published]:
    return [item for item in uow.published.all() if item.taken_down_at is None]


def _shows(item: Published, pupil: str) -> bool:
    return pupil in item.shows | item.may_show


def _ask_to_look(
    uow: UnitOfWork, pupils: Iterable[str], ended: Mapping[str, frozenset[ChannelName]]
) -> None:
    """Search at once for every child to whom somebody just said no, whatever the ground."""
    lost = {pupil: _lost_just_now(uow, pupil, ended.get(pupil, frozenset())) for pupil in pupils}
    losing = {pupil: said_no for pupil, said_no in lost.items() if said_no is not None}
    known = known_out(uow) if losing else ()
    for pupil, said_no in losing.items():
        child = uow.pupils.get(pupil)
        say = _found(lists_of(uow, child, filter(said_no, known))) if child is not None else ""
        if say and not _asked_today(uow, pupil, SAY + say):
            _ask(uow, pupil, SAY + say)


def _ask(uow: UnitOfWork, pupil: str, say: str) -> None:
    """Ask the DSLs, and nobody else, whatever the ground: it would be told by who is asked."""
    task = Task(uow.mint(), TaskKind.SEARCH_PUBLISHED, pupil, say, uow.now)
    uow.tasks.put(task)
    dsls = [person.id for person in uow.people.all() if person.may(Duty.HOLD)]
    tell(uow, NoticeKind.SEARCH_PUBLISHED, dsls, task.id)


def _found(lists: ThreeLists) -> str:
    """Return the three lists in a sentence, each by itself; empty where all are."""
    named = {"shows the child": lists.shows, "may show the child": lists.may_show}
    said = [f"{what}: {_links(found)}" for what, found in named.items() if found]
    if left := len(lists.nobody):
        said.append(f"nobody has looked at {left} post{'' if left == 1 else 's'}")
    return "; ".join(said)


def _links(found: Iterable[Found]) -> str:
    return ", ".join(one.out.link or one.out.of for one in found)


def _asked_today(uow: UnitOfWork, pupil: str, say: str) -> bool:
    """Whether the same was asked on this day and is open: an older no has its own answer."""
    return any(
        task.done_at is None
        and (task.subject, task.say) == (pupil, say)
        and School.day(task.made_at) == School.day(uow.now)
        for task in uow.tasks.all()
    )


def _lost_just_now(
    uow: UnitOfWork, pupil: str, ended: frozenset[ChannelName]
) -> Callable[[KnownOut], bool] | None:
    """Return of which posts anything written in this very step says no; None: of none.

    Older grounds are not looked at: what one deed causes must not tell whether another stands.
    """
    today = School.day(uow.now)
    child = uow.pupils.get(pupil)
    left = child is not None and child.left_on is not None and child.left_on <= today
    bars = [bar for bar in uow.bars.of(pupil) if bar.placed_at == uow.now]
    channels = ended | {
        c.channel
        for c in uow.consents.of(pupil)
        if c.recorded_at == uow.now and c.state_on(today) is not ConsentState.GIVEN
    }
    if not (left or bars or channels):
        return None

    def lost(out: KnownOut) -> bool:
        return left or out.channel in channels or any(bar.stands(out.about) for bar in bars)

    return lost
