"""Anybody who works here says what worries them; it reaches those whom it is not about."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.concerns.raise_concern import Worry, leaders, raise_concern
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

ANYONE = frozenset({Duty.RAISE_CONCERN})


def page(visit: Visit) -> Response:
    """Ask what it is, and whether it is about one of these people."""
    with visit.site.app.records.begin() as uow:
        people = leaders(uow)
    return visit.show("concern.html", people=people)


def say(visit: Visit) -> Response:
    """Seal it, and say to whom it went."""
    app = visit.site.app
    worry = Worry(visit.text("words"), frozenset(visit.texts("about")))
    with app.records.begin() as uow:
        readers = raise_concern(uow, visit.actor, app.keyring, worry)
    return visit.show("concern.html", people=(), readers=readers)


DOORS = (
    Door("GET", "/concern", page, ANYONE),
    Door("POST", "/concern", say, ANYONE),
)
