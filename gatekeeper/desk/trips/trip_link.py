"""A link for the trip's leader: two buttons, no sign-in, no names, and it ends with the trip.

The code is told once; its digest is kept. Whoever has it can say *all back* or *running late* and
nothing else; *all back* said wrongly can be taken back by the office, and nothing is ever published
by it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.trips.all_back import tell_news
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.people import Duty
from gatekeeper.domain.trip import Trip, TripLink, TripNews
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

SAYS = frozenset({TripNews.ALL_BACK, TripNews.RUNNING_LATE})
"""What may be said by a link."""


class NoSuchLink(NotFound):
    """The code is of no link, or of one that has ended; it is never said which."""

    remedy = "Ask the office for a new link, or tell them yourself that everybody is back."

    def __init__(self) -> None:
        super().__init__("This link does not open anything any more.")


@dataclass(frozen=True, slots=True)
class MadeLink:
    """A new link and its code, which goes into the leader's message and nowhere else."""

    link: TripLink
    code: str


def make_trip_link(uow: UnitOfWork, actor: Actor, trip_id: str) -> MadeLink:
    """Make the link of a trip; the one before it ends.

    Raises:
        NotAllowed: neither office nor leadership.
        NotFound: there is no such trip.
        NotYet: everybody is back already.
    """
    actor.require(uow, Duty.SAY_ALL_BACK)
    trip = _trip(uow, trip_id)
    code = secrets.token_urlsafe(32)
    link = TripLink(digest("trip-link", code), trip.id, uow.now, actor.id)
    if not link.open_for(trip, uow.now):
        raise NotYet(f"{trip.name} is over.", "A link is for a trip from which not all are back.")
    _end(uow, actor, trip.id)
    uow.trip_links.put(link)
    uow.ledger.append(
        "trip.link_made", actor=actor.id, subject=trip.id, details={"link": link.id[:16]}
    )
    return MadeLink(link, code)


def end_trip_link(uow: UnitOfWork, actor: Actor, trip_id: str) -> int:
    """End the link of a trip, as after a lost phone; return how many there were.

    Raises:
        NotAllowed: neither office nor leadership.
        NotFound: there is no such trip.
    """
    actor.require(uow, Duty.SAY_ALL_BACK)
    return _end(uow, actor, _trip(uow, trip_id).id)


def trip_of_link(uow: UnitOfWork, code: str) -> Trip:
    """Return the trip of an open link, or of one that ended because everybody is back.

    Raises:
        NoSuchLink: the code opens nothing.
    """
    link = uow.trip_links.get(digest("trip-link", code))
    trip = uow.trips.get(link.trip) if link and link.ended_at is None else None
    if link is None or trip is None:
        raise NoSuchLink
    if trip.all_back_at is None and not link.open_for(trip, uow.now):
        raise NoSuchLink
    return trip


def say_by_link(uow: UnitOfWork, code: str, news: TripNews) -> Trip:
    """Write down what the leader said by the link, as the leader's own word.

    Raises:
        NoSuchLink: the code opens nothing.
        UsageError: it is neither of the two things that a link may say.
        NotYet: the trip has not begun, or everybody is back already.
    """
    trip = trip_of_link(uow, code)
    if news not in SAYS:
        raise UsageError("By this link one says all back, or running late.")
    return tell_news(uow, trip.leader, trip, news, "by the trip's link")


def open_links(uow: UnitOfWork) -> frozenset[str]:
    """Return the ids of the trips that have an open link."""
    trips = {trip.id: trip for trip in uow.trips.all()}
    return frozenset(
        link.trip
        for link in uow.trip_links.all()
        if link.trip in trips and link.open_for(trips[link.trip], uow.now)
    )


def _trip(uow: UnitOfWork, trip_id: str) -> Trip:
    trip = uow.trips.get(trip_id)
    if trip is None:
        raise NotFound("There is no such trip.", "List the trips.")
    return trip


def _end(uow: UnitOfWork, actor: Actor, trip: str) -> int:
    mine = [item for item in uow.trip_links.all() if item.trip == trip and item.ended_at is None]
    for link in mine:
        ended = replace(link, ended_at=uow.now)
        uow.trip_links.put(ended, seen=uow.trip_links.version(link.id))
        uow.ledger.append(
            "trip.link_ended", actor=actor.id, subject=trip, details={"link": link.id[:16]}
        )
    return len(mine)
