"""The office: how fresh the register is, what ends soon, who left; and the way to one child."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.checking.assemble import register_state
from gatekeeper.desk.register.confirm_register import confirm_register
from gatekeeper.desk.register.find_children import find_children
from gatekeeper.desk.register.register_overview import register_overview
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

OFFICE = "/office"
KEEPERS = frozenset({Duty.KEEP_REGISTER})


def page(visit: Visit) -> Response:
    """Show what is due."""
    return _show(visit)


def find(visit: Visit) -> Response:
    """Offer the children whose names begin so."""
    return _show(visit, visit.text("letters"))


def confirm(visit: Visit) -> Response:
    """Say that nothing has changed."""
    with visit.site.app.records.begin() as uow:
        confirm_register(uow, visit.actor)
    return visit.go(OFFICE)


def _show(visit: Visit, letters: str = "") -> Response:
    app = visit.site.app
    with app.records.begin() as uow:
        seen = register_overview(uow, visit.actor)
        state = register_state(uow, app.school, uow.pupils.all())
        children = find_children(uow, letters)
    return visit.show("office.html", seen=seen, state=state, letters=letters, children=children)


DOORS = (
    Door("GET", OFFICE, page, KEEPERS),
    Door("POST", "/office/find", find, KEEPERS),
    Door("POST", "/office/confirm", confirm, KEEPERS),
)
