"""Going on with a post that came back: words that were proposed, or a stop that is over."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.posts.recall import lift_recall
from gatekeeper.desk.publishing.return_post import accept_proposal
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.visit import Visit


def free(visit: Visit) -> Response:
    """Free a stopped post: it is a draft again, and needs a new sign-off."""
    with visit.site.app.records.begin() as uow:
        lift_recall(uow, visit.actor, visit.path("post"))
    return visit.go(f"/posts/{visit.path('post')}")


def take_over(visit: Visit) -> Response:
    """Take over the words that the headteacher proposed."""
    with visit.site.app.records.begin() as uow:
        version = accept_proposal(uow, visit.actor, visit.path("post"))
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


DOORS = (
    Door("POST", f"{POST}/free", free, frozenset({Duty.APPROVE})),
    Door("POST", f"{POST}/take-over", take_over, frozenset({Duty.WRITE})),
)
