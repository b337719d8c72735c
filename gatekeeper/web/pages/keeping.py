"""Keeping a post or a complaint beyond its period, and ending that."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.rights.stays import end_stay, keep_longer
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

KEEPERS = frozenset({Duty.KEEP_LONGER})


def keep(visit: Visit) -> Response:
    """Order that something is kept longer."""
    with visit.site.app.records.begin() as uow:
        keep_longer(uow, visit.actor, visit.path("subject"), visit.text("why"))
    return visit.go(_back(visit))


def end(visit: Visit) -> Response:
    """End such an order."""
    with visit.site.app.records.begin() as uow:
        end_stay(uow, visit.actor, visit.path("stay"))
    return visit.go(_back(visit))


def _back(visit: Visit) -> str:
    return "/data-protection" if visit.may(Duty.SET_RETENTION) else "/"


DOORS = (
    Door("POST", "/keeping/{subject}", keep, KEEPERS),
    Door("POST", "/keeping/{stay}/end", end, KEEPERS),
)
