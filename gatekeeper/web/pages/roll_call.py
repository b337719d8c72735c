"""The headteacher's own switch: whether rolls may be called, or every face has to be named."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.faces.switch_roll_call import roll_call_switch, switch_roll_call
from gatekeeper.domain.answer import FEWEST
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

PLACE = "/roll-call"
SWITCHERS = frozenset({Duty.SWITCH_ROLL_CALL})


def page(visit: Visit) -> Response:
    """Say how it stands, since when and why."""
    with visit.site.app.records.begin() as uow:
        decided = roll_call_switch(uow)
        by = uow.people.get(decided.by) if decided is not None else None
    return visit.show(
        "roll_call_switch.html", decided=decided, by=by.name if by else "", fewest=FEWEST
    )


def switch(visit: Visit) -> Response:
    """Switch roll calls on or off."""
    actor, on = visit.unlocked, visit.text("switch") == "on"
    with visit.site.app.records.begin() as uow:
        switch_roll_call(uow, actor, on=on, reason=visit.text("why"))
    return visit.go(PLACE)


DOORS = (
    Door("GET", PLACE, page, SWITCHERS),
    Door("POST", PLACE, switch, SWITCHERS),
)
