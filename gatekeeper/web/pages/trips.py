"""Trips: when everybody is back, what waits for it may go."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.trips.all_back import say_news, unsay_all_back
from gatekeeper.desk.trips.trip_link import open_links
from gatekeeper.domain.people import Duty
from gatekeeper.domain.trip import TripNews
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

STAFF = frozenset({Duty.PLAN_TRIP, Duty.SAY_ALL_BACK})


def page(visit: Visit) -> Response:
    """List the trips, those that are not over first."""
    with visit.site.app.records.begin() as uow:
        trips = sorted(uow.trips.all(), key=lambda t: (t.all_back_at is not None, t.starts))
        leaders = {t.leader: p.name for t in trips if (p := uow.people.get(t.leader))}
        linked = open_links(uow)
    return visit.show(
        "trips.html", trips=trips, leaders=leaders, news=tuple(TripNews), linked=linked
    )


def say(visit: Visit) -> Response:
    """Record what is said about a trip; whether this person may, the deed asks."""
    found = [item for item in TripNews if item.value == visit.text("news")]
    if not found:
        raise UsageError("Nothing was said.", "Choose one of the buttons.")
    with visit.site.app.records.begin() as uow:
        say_news(uow, visit.actor, visit.path("trip"), found[0])
    return visit.go("/trips")


def unsay(visit: Visit) -> Response:
    """Take *all back* back: what is about the trip waits again."""
    with visit.site.app.records.begin() as uow:
        unsay_all_back(uow, visit.actor, visit.path("trip"), visit.text("why"))
    return visit.go("/trips")


DOORS = (
    Door("GET", "/trips", page, STAFF),
    Door("POST", "/trips/{trip}", say, STAFF),
    Door("POST", "/trips/{trip}/unsay", unsay, STAFF),
)
