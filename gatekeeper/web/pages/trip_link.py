"""The trip leader's page: two buttons behind a long code, no sign-in, and no name on it.

Opening the address changes nothing: a message's preview opens it too. Only a button does.
"""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.trips.trip_link import (
    SAYS,
    NoSuchLink,
    end_trip_link,
    make_trip_link,
    say_by_link,
    trip_of_link,
)
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.people import Duty
from gatekeeper.domain.trip import Trip, TripNews
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.visit import Visit

MAKERS = frozenset({Duty.SAY_ALL_BACK})
LINK = "/back/{code}"


def make(visit: Visit) -> Response:
    """Make the trip's link and show it, this once."""
    with visit.site.app.records.begin() as uow:
        made = make_trip_link(uow, visit.actor, visit.path("trip"))
        trip = uow.trips.get(made.link.trip)
    address = f"{visit.site.origin}/back/{made.code}"
    return visit.show("trip_link.html", trip=trip, address=address)


def end(visit: Visit) -> Response:
    """End the trip's link."""
    with visit.site.app.records.begin() as uow:
        end_trip_link(uow, visit.actor, visit.path("trip"))
    return visit.go("/trips")


def page(visit: Visit) -> Response:
    """Show the two buttons, or that everybody is back."""
    trip = _behind(visit)
    late = bool(trip.news) and TripNews.RUNNING_LATE.value in trip.news[-1]
    return visit.show("all_back.html", back=trip.all_back_at, late=late, path=_here(visit))


def say(visit: Visit) -> Response:
    """Record which button was pressed; pressing *all back* twice is the same as once."""
    trip = _behind(visit)
    found = [item for item in SAYS if item.value == visit.text("news")]
    if not found:
        raise UsageError("Nothing was said.", "Go back and press one of the two buttons.")
    if trip.all_back_at is None:
        with visit.site.app.records.begin() as uow:
            say_by_link(uow, visit.path("code"), found[0])
    return visit.go(_here(visit))


def _behind(visit: Visit) -> Trip:
    """Return the trip of the code in the address; wrong codes are counted like wrong sign-ins."""
    code, attempts = visit.path("code"), visit.site.attempts
    account = digest("trip-link", code)
    attempts.allow(account, visit.address)
    try:
        with visit.site.app.records.begin() as uow:
            return trip_of_link(uow, code)
    except NoSuchLink:
        attempts.failed(account, visit.address)
        raise


def _here(visit: Visit) -> str:
    return LINK.format(code=visit.path("code"))


DOORS = (
    Door("POST", "/trips/{trip}/link", make, MAKERS),
    Door("POST", "/trips/{trip}/link/end", end, MAKERS),
    Door("GET", LINK, page, ANYBODY),
    Door("POST", LINK, say, ANYBODY),
)
