"""What a form about a post offers: the classes and clubs of the register, and the trips."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.trip import Trip
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen; groups by name."""

    groups: tuple[str, ...]
    trips: tuple[Trip, ...]


def choices(uow: UnitOfWork, chosen: frozenset[str] = frozenset()) -> Choices:
    """Return every class and club that somebody at the school is in, and those chosen already."""
    pupils = [p for p in uow.pupils.all() if p.left_on is None]
    classes = {p.school_class for p in pupils if p.school_class}
    groups = classes | {group for p in pupils for group in p.groups} | chosen
    return Choices(tuple(sorted(groups)), uow.trips.all())


def chosen_channels(visit: Visit) -> tuple[ChannelName, ...]:
    """Return the channels that a form has ticked, in the school's own order."""
    return tuple(c for c in ChannelName if c.value in visit.texts("channels"))
