"""Saying what came of something that was to be looked at; the first page shows what there is."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.tasks.finish_task import finish_task
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit


def done(visit: Visit) -> Response:
    """Keep what came of it, and show what is left."""
    with visit.site.app.records.begin() as uow:
        finish_task(uow, visit.actor, visit.path("task"), visit.text("outcome"))
    return visit.go("/")


DOORS = (Door("POST", "/tasks/{task}/done", done, frozenset({Duty.FINISH_TASK})),)
