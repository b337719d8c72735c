"""The red button: on every page of somebody signed in, and what came of it."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.publishing.approvers import stands_in
from gatekeeper.desk.publishing.stop_queue import open_stops, start_queue, stop_queue
from gatekeeper.desk.tasks.still_open import still_open
from gatekeeper.domain.people import Duty
from gatekeeper.domain.queue_stop import WHY_STARTED, WhyStarted, WhyStopped
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.approve import APPROVERS
from gatekeeper.web.visit import Visit

EVERYBODY = frozenset({Duty.STOP_QUEUE})


def page(visit: Visit) -> Response:
    """Say who stopped everything, when and why, and who starts it again."""
    with visit.site.app.records.begin() as uow:
        stops = open_stops(uow)
        names = {person.id: person.name for person in uow.people.all()}
        starts = visit.may(*APPROVERS) or stands_in(uow, visit.site.app.school, visit.actor)
        left = still_open(uow) if starts and stops else None
        words = {version.id: version.post.words for version in uow.posts.all()} if left else {}
        late = [item.id for item in left.ordered if item.late(uow.now)] if left else []
    return visit.show(
        "stopped.html",
        stops=stops,
        names=names,
        started=WHY_STARTED,
        may_start=starts,
        left=left,
        words=words,
        late=late,
    )


def stop(visit: Visit) -> Response:
    """Stop everything; one press after "really?"."""
    found = [item for item in WhyStopped if item.value == visit.text("why")]
    why = found[0] if found else WhyStopped.LOOK  # whoever is in a hurry need not say
    with visit.site.app.records.begin() as uow:
        stop_queue(uow, visit.actor, why, visit.text("words"))
    return visit.go("/stopped")


def start(visit: Visit) -> Response:
    """Let everything go on."""
    found = [item for item in WhyStarted if item.value == visit.text("why")]
    if not found:
        raise UsageError("It is not said why it may go on.", "Go back and choose one of the three.")
    app = visit.site.app
    with app.records.begin() as uow:
        start_queue(uow, app.school, visit.actor, found[0])
    return visit.go("/")


DOORS = (
    Door("GET", "/stopped", page, EVERYBODY),
    Door("POST", "/stop", stop, EVERYBODY),
    Door("POST", "/start", start, APPROVERS, step_up=True),
)
