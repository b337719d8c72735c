"""Which live posts have to come down: one is ordered, or shows a child who may not be shown.

It asks permissions and nothing else, so it is the same whatever stands against a child. Who was in
it by a roll call alone is told apart, since nobody can be sure: somebody has to look.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from gatekeeper.desk.checking.assemble import standing
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.permission import AsOf, Standing, may
from gatekeeper.domain.register import Use
from gatekeeper.domain.release import Published
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Down:
    """One live place of a post that is not in order. Pupils are ids."""

    out: Published
    order: TakeDown | None
    """What orders it down; None: nobody has ordered it yet."""
    shows: frozenset[str]
    """Who may not be shown or named there and is: a person said so, or its words do."""
    perhaps: frozenset[str]
    """Who may be in it and may not be shown there any more: nobody has looked since."""

    @property
    def sure(self) -> bool:
        """Whether it has to come down; otherwise somebody has to see whether it may stay."""
        return self.order is not None or bool(self.shows)


def to_come_down(uow: UnitOfWork) -> Mapping[str, tuple[Down, ...]]:
    """Return by post (id) the live places of it that are not in order; nothing of the others."""
    return _by_post(uow, uow.published.all())


def down_of(uow: UnitOfWork, post: str) -> tuple[Down, ...]:
    """Return the live places of one post that are not in order."""
    return _by_post(uow, uow.published.of(post)).get(post, ())


def _by_post(uow: UnitOfWork, published: Iterable[Published]) -> Mapping[str, tuple[Down, ...]]:
    live = [item for item in published if item.taken_down_at is None]
    orders = newest_by_post(uow) if live else {}
    children = {
        name: standing(uow, child)
        for name in sorted(frozenset[str]().union(*(item.shows | item.may_show for item in live)))
        if (child := uow.pupils.get(name)) is not None
    }
    found: dict[str, tuple[Down, ...]] = {}
    for item in live:
        down = _down(uow, item, orders.get(item.id), children)
        if down.sure or down.perhaps:
            found[item.post] = (*found.get(item.post, ()), down)
    return found


def _down(
    uow: UnitOfWork, item: Published, order: TakeDown | None, children: Mapping[str, Standing]
) -> Down:
    known = {n: child for n, child in children.items() if n in item.shows | item.may_show}
    lost = [name for name, child in known.items() if _lost(uow, item, child, Use.GROUP)]
    seen = {name: _seen(uow, item, name) for name in lost}
    shows = {name for name in lost if name in item.shows or True in seen[name]}
    shows |= {name for name, child in known.items() if _named(uow, item, child)}
    perhaps = {name for name in lost if not seen[name]}
    standing_order = order if order is not None and order.done_at is None else None
    return Down(item, standing_order, frozenset(shows), frozenset(perhaps - shows))


def _named(uow: UnitOfWork, item: Published, child: Standing) -> bool:
    """Whether the words hold the whole name, and it may stand there no longer."""
    words, pupil = item.words.casefold(), child.pupil
    names = (pupil.full_name.casefold(), pupil.called.casefold())
    return any(name in words for name in names) and _lost(uow, item, child, Use.NAMED)


def _seen(uow: UnitOfWork, item: Published, pupil: str) -> frozenset[bool]:
    """Return what was said of this child by whoever looked at it: shown in it, or not."""
    return frozenset(look.shows for look in uow.looks.of(pupil) if look.of == item.id)


def _lost(uow: UnitOfWork, item: Published, child: Standing, use: Use) -> bool:
    """Whether it was allowed when it went out and is no more.

    Who might not be shown then either is not in it: covered, or said not to be there.
    """
    today, about, then = School.day(uow.now), _about(item), AsOf(School.day(item.at), item.at)
    before = may(then.known(child), item.channel, use, on=then.day, about=about)
    return before and not may(child, item.channel, use, on=today, about=about)


def _about(item: Published) -> frozenset[str]:
    """Return what an objection to one post or picture may name."""
    return frozenset({item.id, item.post, *item.originals})
