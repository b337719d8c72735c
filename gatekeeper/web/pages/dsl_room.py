"""The DSL room: opened by the own passphrase, closed two minutes later.

It never opens on the shared tablet. What is looked for is sent in a form and not in an address, so
that no child's name stays in a browser's history; and opening the room stands in no list, since
somebody could tell from it what a changed permission was about.
"""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.concerns.read_concerns import close_concern, list_concerns, share_concerns
from gatekeeper.desk.register.find_children import find_children
from gatekeeper.desk.register.holds import (
    HoldOrder,
    lift_hold,
    list_holds,
    place_hold,
    share_holds,
)
from gatekeeper.desk.rights.access_requests import decide_request, undecided_requests
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

DSLS = frozenset({Duty.HOLD})
ROOM, CLOSED = "/dsl", "/dsl/closed"


class OnTheTablet(NotAllowed):
    """The shared tablet is passed from hand to hand."""

    remedy = "Open it on your own telephone or computer."

    def __init__(self) -> None:
        super().__init__("The DSL room never opens on the shared tablet.")


def page(visit: Visit) -> Response:
    """Show the room; whoever has not stepped up is asked for the passphrase first."""
    return _show(visit, _inside(visit))


def close(visit: Visit) -> Response:
    """Close the room at once; a page that was left open comes here by itself."""
    if visit.session is not None:
        visit.site.unlocked.forget(visit.session)
    return visit.show("dsl_closed.html")


def find(visit: Visit) -> Response:
    """Offer the children whose names begin so."""
    return _show(visit, _inside(visit), letters=visit.text("letters"))


def hold(visit: Visit) -> Response:
    """Hold a child."""
    app, actor = visit.site.app, _inside(visit)
    if not visit.text("pupil"):
        raise UsageError("No child was chosen.", "Go back and tap the child's name.")
    review_on = visit.day("review_on") if visit.text("review_on") else None
    order = HoldOrder(visit.text("pupil"), visit.text("reason"), review_on)
    with app.records.begin() as uow:
        place_hold(uow, actor, app.keyring, order)
    return visit.go(ROOM)


def lift(visit: Visit) -> Response:
    """Lift a hold."""
    actor = _inside(visit)
    with visit.site.app.records.begin() as uow:
        lift_hold(uow, actor, visit.text("hold"))
    return visit.go(ROOM)


def share(visit: Visit) -> Response:
    """Seal what this DSL can read to the DSLs of today."""
    app, actor = visit.site.app, _inside(visit)
    with app.records.begin() as uow:
        share_holds(uow, actor, app.keyring)
        share_concerns(uow, actor, app.keyring)
    return visit.go(ROOM)


def deal_with(visit: Visit) -> Response:
    """Write down what came of a concern."""
    app, actor = visit.site.app, _inside(visit)
    with app.records.begin() as uow:
        close_concern(uow, actor, app.keyring, visit.text("concern"), visit.text("outcome"))
    return visit.go(ROOM)


def decide(visit: Visit) -> Response:
    """Decide what may be given of what only DSLs keep, when somebody asks what is kept."""
    actor = _inside(visit)
    with visit.site.app.records.begin() as uow:
        decide_request(uow, actor, visit.text("request"), visit.text("given"))
    return visit.go(ROOM)


def _show(visit: Visit, actor: Actor, letters: str = "") -> Response:
    with visit.site.app.records.begin() as uow:
        holds = list_holds(uow, actor)
        concerns = list_concerns(uow, actor)
        requests = undecided_requests(uow, actor)
        children = find_children(uow, letters)
        called = {pupil.id: pupil.called for pupil in uow.pupils.all()}
        names = {person.id: person.name for person in uow.people.all()}
    response = visit.show(
        "dsl_room.html",
        holds=sorted(holds, key=lambda item: not item.review_due),
        concerns=concerns,
        requests=requests,
        children=children,
        letters=letters,
        called=called,
        names=names,
    )
    # A header, not a script: the page closes itself in every browser.
    response.headers["Refresh"] = f"{_seconds_left(visit)}; url={CLOSED}"
    return response


def _seconds_left(visit: Visit) -> int:
    until, now = visit.fresh_until, visit.site.app.clock.now()
    return max(0, int((until - now).total_seconds())) if until else 0


def _inside(visit: Visit) -> Actor:
    if visit.on_the_tablet:
        raise OnTheTablet
    return visit.unlocked_by_passphrase


DOORS = (
    Door("GET", ROOM, page, DSLS),
    Door("GET", CLOSED, close, DSLS),
    Door("POST", "/dsl/find", find, DSLS),
    Door("POST", "/dsl/hold", hold, DSLS),
    Door("POST", "/dsl/lift", lift, DSLS),
    Door("POST", "/dsl/share", share, DSLS),
    Door("POST", "/dsl/concern", deal_with, DSLS),
    Door("POST", "/dsl/request", decide, DSLS),
)
