"""What the office has to look after: yeses that end soon, and children who left.

It is built from permissions alone: a child who may not be shown today is in no list, whatever the
ground, so nobody can tell a hold from a family's no by looking for who is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.register.permission_changed import published_showing
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.permission import Standing, may, permissions
from gatekeeper.domain.register import Bar, Consent, Pupil, Use
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork

AHEAD = timedelta(days=30)
Of = TypeVar("Of", Consent, Bar)


@dataclass(frozen=True, slots=True)
class Ending:
    """A child who may be shown today and no longer from a day on, for some channels and uses."""

    pupil: Pupil
    last_day: date
    what: tuple[tuple[ChannelName, Use], ...]


@dataclass(frozen=True, slots=True)
class Leaver:
    """A child who has left, or is about to, and how many live posts show, or may show, it."""

    pupil: Pupil
    left_on: date
    live: int


@dataclass(frozen=True, slots=True)
class Overview:
    """What is due, soonest first."""

    ending: tuple[Ending, ...]
    leavers: tuple[Leaver, ...]


@dataclass(frozen=True, slots=True)
class ChildSeen:
    """One child as the office sees it: may or may not, and never why."""

    pupil: Pupil
    may: frozenset[tuple[ChannelName, Use]]
    live: tuple[str, ...]
    """Links of live posts that show, or may show, the child."""


def register_overview(uow: UnitOfWork, actor: Actor) -> Overview:
    """Return what ends within thirty days, and who has left.

    Raises:
        NotAllowed: neither the office nor leadership.
    """
    actor.require(uow, Duty.KEEP_REGISTER)
    today = School.day(uow.now)
    standings = _standings(uow)
    ending = (found for standing in standings for found in _ending(standing, today))
    leavers = (
        Leaver(s.pupil, s.pupil.left_on, len(published_showing(uow, s.pupil.id)))
        for s in standings
        if s.pupil.left_on is not None and s.pupil.left_on <= today + AHEAD
    )
    return Overview(
        tuple(sorted(ending, key=lambda item: (item.last_day, item.pupil.called))),
        tuple(sorted(leavers, key=lambda item: (-item.live, item.left_on, item.pupil.called))),
    )


def child_seen(uow: UnitOfWork, actor: Actor, pupil_id: str) -> ChildSeen:
    """Return where a child may be shown today.

    Raises:
        NotAllowed: neither the office nor leadership.
        NotFound: the child is not on the register.
    """
    actor.require(uow, Duty.KEEP_REGISTER)
    pupil = uow.pupils.get(pupil_id)
    if pupil is None:
        raise NotFound("This child is not on the register.", "Look for the name again.")
    standing = Standing(pupil, uow.consents.of(pupil_id), uow.bars.of(pupil_id))
    found = permissions(standing, ChannelName, on=School.day(uow.now))
    live = tuple(item.link or item.id for item in published_showing(uow, pupil_id))
    return ChildSeen(pupil, frozenset((p.channel, p.use) for p in found if p.may), live)


def _standings(uow: UnitOfWork) -> list[Standing]:
    consents, bars = _by_pupil(uow.consents.all()), _by_pupil(uow.bars.all())
    return [
        Standing(pupil, tuple(consents.get(pupil.id, ())), tuple(bars.get(pupil.id, ())))
        for pupil in uow.pupils.all()
    ]


def _by_pupil(items: Iterable[Of]) -> dict[str, list[Of]]:
    found: dict[str, list[Of]] = {}
    for item in items:
        found.setdefault(item.pupil, []).append(item)
    return found


def _ending(standing: Standing, today: date) -> Iterator[Ending]:
    """Yield a child's yeses that end within thirty days, those of one day together."""
    ends: dict[date, list[tuple[ChannelName, Use]]] = {}
    for channel in sorted(ChannelName):
        for use in Use:
            if (last := _last_day(standing, channel, use, today)) is not None:
                ends.setdefault(last, []).append((channel, use))
    yield from (Ending(standing.pupil, last, tuple(what)) for last, what in ends.items())


def _last_day(standing: Standing, channel: ChannelName, use: Use, today: date) -> date | None:
    if not may(standing, channel, use, on=today):
        return None
    newest = [c for c in standing.consents if (c.channel, c.use) == (channel, use)][-1]
    soon = newest.until is not None and newest.until <= today + AHEAD
    return newest.until if soon else None
