"""Where somebody is told by e-mail that something waits: each for himself, off until he asks."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.people.keep_address import keep_address
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

TOLD = frozenset({Duty.APPROVE, Duty.SUBMIT, Duty.WRITE})


def page(visit: Visit) -> Response:
    """Show the address, if there is one."""
    return visit.show("emails.html", sends=visit.site.rounds.sends)


def keep(visit: Visit) -> Response:
    """Keep another address, or none."""
    with visit.site.app.records.begin() as uow:
        keep_address(uow, visit.actor, visit.actor.id, visit.text("email"))
    return visit.go("/e-mails")


DOORS = (
    Door("GET", "/e-mails", page, TOLD),
    Door("POST", "/e-mails", keep, TOLD),
)
