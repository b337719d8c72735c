"""The data protection officer's page: the lock on faces, how long things are kept, the models."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.matching.disable_matching import disable_matching
from gatekeeper.desk.matching.enable_matching import Opening, enable_matching, set_scope
from gatekeeper.desk.matching.matching_state import matching_state
from gatekeeper.desk.matching.reference_pictures import switch_reference_pictures
from gatekeeper.desk.rights.access_requests import list_requests
from gatekeeper.desk.rights.complaints import list_complaints
from gatekeeper.desk.rights.retention import keeping, set_period
from gatekeeper.desk.school import School
from gatekeeper.domain.biometrics import Scope
from gatekeeper.domain.people import Duty
from gatekeeper.domain.retention import Kept
from gatekeeper.errors import UsageError
from gatekeeper.evidence.models.manifest import MODELS
from gatekeeper.web.doors import Door
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import Visit

ROOM = "/data-protection"
OFFICERS = frozenset({Duty.SET_RETENTION})
SHUTTERS = frozenset({Duty.SHUT_LOCK})
WIDTH = {
    Scope.GROUP: "only pictures whose groups consist of children with biometric consent",
    Scope.TAPPED_OUT: "children without it are tapped, or said not to be there, first",
    Scope.SCHOOL: "every face that nobody has answered for",
}


def page(visit: Visit) -> Response:
    """Show what is due first, then the lock, periods and models."""
    matcher = visit.site.app.examiners.matcher
    with visit.site.app.records.begin() as uow:
        state = matching_state(uow, visit.actor, matcher.template_version if matcher else "")
        kept = keeping(uow, visit.actor)
        complaints = [c for c in list_complaints(uow, visit.actor) if c.answered_on is None]
        requests = [r for r in list_requests(uow, visit.actor) if r.answered_on is None]
        today = School.day(uow.now)
        called = {v.id: v.slug.replace("-", " ") for v in uow.posts.all()}
    return visit.show(
        "data_protection.html",
        state=state,
        kept=kept,
        called=called,
        complaints=complaints,
        requests=requests,
        today=today,
        scopes=WIDTH,
        models=MODELS,
    )


def open_lock(visit: Visit) -> Response:
    """Open the lock, or renew what it rests on."""
    opening = Opening(
        dpia=visit.text("dpia"),
        noticed_on=visit.day("noticed_on"),
        review_by=visit.day("review_by"),
        alternative=visit.text("alternative"),
        scope_reason=visit.text("scope_reason"),
        scope=_scope(visit),
    )
    actor = step_up(visit)
    with visit.site.app.records.begin() as uow:
        enable_matching(uow, actor, opening)
    return visit.go(ROOM)


def widen(visit: Visit) -> Response:
    """Say how far the lock opens."""
    actor = step_up(visit)
    with visit.site.app.records.begin() as uow:
        set_scope(uow, actor, _scope(visit), visit.text("scope_reason"))
    return visit.go(ROOM)


def shut_page(visit: Visit) -> Response:
    """Ask why the lock is shut; the headteacher may do it too."""
    return visit.show("shut_lock.html", done=None)


def shut(visit: Visit) -> Response:
    """Shut the lock, destroy what was measured, and say what is left: nothing."""
    done = disable_matching(visit.site.app.records, step_up(visit), visit.text("why"))
    return visit.show("shut_lock.html", done=done)


def small_pictures(visit: Visit) -> Response:
    """Keep small pictures for naming, or destroy them all."""
    actor = step_up(visit)
    with visit.site.app.records.begin() as uow:
        switch_reference_pictures(uow, actor, on=visit.text("switch") == "on")
    return visit.go(ROOM)


def keep(visit: Visit) -> Response:
    """Say how long something is kept."""
    found = [kept for kept in Kept if kept.name == visit.text("kept")]
    if not found or not visit.text("days").isdecimal():
        raise UsageError("What is kept, and for how many days, is not said.")
    with visit.site.app.records.begin() as uow:
        set_period(uow, visit.actor, found[0], int(visit.text("days")), visit.text("why"))
    return visit.go(ROOM)


def _scope(visit: Visit) -> Scope:
    found = [scope for scope in Scope if scope.value == visit.text("scope")]
    if not found:
        raise UsageError("It is not said how far the lock opens.", "Choose one of the three.")
    return found[0]


DOORS = (
    Door("GET", ROOM, page, OFFICERS),
    Door("POST", f"{ROOM}/open", open_lock, OFFICERS),
    Door("POST", f"{ROOM}/scope", widen, OFFICERS),
    Door("GET", f"{ROOM}/shut", shut_page, SHUTTERS),
    Door("POST", f"{ROOM}/shut", shut, SHUTTERS),
    Door("POST", f"{ROOM}/pictures", small_pictures, OFFICERS),
    Door("POST", f"{ROOM}/keep", keep, OFFICERS),
)
