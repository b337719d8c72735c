"""What is said about a trip while it lasts. Only a person says *all back*; the clock never does."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.void import end_grants
from gatekeeper.desk.school import LONDON
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import GrantEnd
from gatekeeper.domain.trip import Trip, TripNews
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

EVENTS = {
    TripNews.ALL_BACK: "trip.all_back",
    TripNews.PART_BACK: "trip.part_back",
    TripNews.RUNNING_LATE: "trip.running_late",
}
UNSAID = "all back was said too early"


def say_news(uow: UnitOfWork, actor: Actor, trip_id: str, news: TripNews, words: str = "") -> Trip:
    """Write down what was said. *All back* lets posts about the trip go; nothing else does.

    Raises:
        NotAllowed: neither the trip's leader nor office nor leadership.
        NotFound: there is no such trip.
        NotYet: the trip has not begun, or everybody is back already.
    """
    return tell_news(uow, actor.id, _own_trip(uow, actor, trip_id), news, words)


def tell_news(uow: UnitOfWork, by: str, trip: Trip, news: TripNews, words: str = "") -> Trip:
    """Write down what somebody (a person's id) said who may say it.

    Raises:
        NotYet: the trip has not begun, or everybody is back already.
    """
    if uow.now < trip.starts:
        raise NotYet(f"{trip.name} has not begun yet.", "Is it the right trip? List them.")
    if trip.all_back_at is not None:
        raise NotYet(
            f"Everybody is back from {trip.name} already, it was said.",
            "If that was wrong, take it back with a reason.",
        )
    told = replace(trip, news=(*trip.news, _line(uow, by, news.value, words)))
    if news is TripNews.ALL_BACK:
        told = replace(told, all_back_at=uow.now, all_back_by=by)
    return _keep(uow, by, told, EVENTS[news])


def unsay_all_back(uow: UnitOfWork, actor: Actor, trip_id: str, reason: str) -> Trip:
    """Take *all back* back: posts about the trip wait again, and open grants for them end.

    Raises:
        NotAllowed: neither the trip's leader nor office nor leadership.
        NotFound: there is no such trip.
        NotYet: nobody said that everybody is back.
        UsageError: no reason.
    """
    trip = _own_trip(uow, actor, trip_id)
    if trip.all_back_at is None:
        raise NotYet(f"Nobody said yet that everybody is back from {trip.name}.")
    if not reason.strip():
        raise UsageError("Say why it is taken back.")
    told = replace(
        trip,
        all_back_at=None,
        all_back_by="",
        news=(*trip.news, _line(uow, actor.id, UNSAID, reason)),
    )
    for version in uow.posts.all():
        if version.post.trip == trip.id:
            end_grants(uow, version.id, GrantEnd.VOID)
    return _keep(uow, actor.id, told, "trip.all_back_unsaid")


def _own_trip(uow: UnitOfWork, actor: Actor, trip_id: str) -> Trip:
    trip = uow.trips.get(trip_id)
    leads = trip is not None and trip.leader == actor.id and actor.person.ended_at is None
    if not leads:
        actor.require(uow, Duty.SAY_ALL_BACK)
    if trip is None:
        raise NotFound("There is no such trip.", "List the trips.")
    return trip


def _line(uow: UnitOfWork, by: str, said: str, words: str) -> str:
    at = uow.now.astimezone(LONDON).strftime("%d/%m/%Y %H:%M")
    person = uow.people.get(by)
    name = person.name if person else by
    return f"{at}, {name}: {': '.join(filter(None, (said, words.strip())))}"


def _keep(uow: UnitOfWork, by: str, trip: Trip, event: str) -> Trip:
    uow.trips.put(trip, seen=uow.trips.version(trip.id))
    uow.ledger.append(event, actor=by, subject=trip.id)
    return trip
