"""The headteacher's page: what would go out, what could not be checked, yes or no."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.publishing.return_post import SendBack, return_post
from gatekeeper.desk.publishing.sign_off import approve, open_request
from gatekeeper.domain.finding import worst_first
from gatekeeper.domain.people import Duty
from gatekeeper.domain.sign_off import Accepted
from gatekeeper.domain.verdict import Verdict
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import Visit

APPROVERS = frozenset({Duty.APPROVE})
REASONS = (
    "A different picture, please.",
    "The words need another look.",
    "Please check with the family first.",
)


def page(visit: Visit) -> Response:
    """Judge as of now, and show exactly what a yes would be about."""
    app = visit.site.app
    with app.records.begin() as uow:
        shown = open_request(uow, app.school, app.examiners, visit.actor, visit.path("post"))
        author = uow.people.get(shown.version.by)
    findings = worst_first(shown.decision.findings)
    return visit.show(
        "approve.html",
        version=shown.version,
        post=shown.version.post,
        request=shown.request,
        author=author.name if author else "",
        unchecked=[f for f in findings if f.verdict is Verdict.UNCHECKED],
        waits=[f for f in findings if f.verdict is Verdict.WAIT],
        notes=[f for f in findings if f.verdict is Verdict.NOTE],
        reasons=REASONS,
    )


def yes(visit: Visit) -> Response:
    """Sign what was shown, with a key that is unlocked for this one step."""
    app = visit.site.app
    actor = step_up(visit)
    accepted = tuple(
        Accepted(key.removeprefix("accept:"), visit.text(key))
        for key in visit.form
        if key.startswith("accept:") and visit.text(key)
    )
    with app.records.begin() as uow:
        approve(uow, app.approval, actor, visit.text("request"), accepted)
    return visit.go("/")


def no(visit: Visit) -> Response:
    """Send the post back with a reason; other words may be proposed."""
    reason = visit.text("reason") or visit.text("own_reason")
    proposed = visit.text("words").replace("\r\n", "\n") if visit.ticked("propose") else None
    with visit.site.app.records.begin() as uow:
        command = SendBack(visit.path("post"), reason, proposed)
        return_post(uow, visit.site.app.school, visit.actor, command)
    return visit.go("/")


DOORS = (
    Door("GET", f"{POST}/sign-off", page, APPROVERS),
    Door("POST", f"{POST}/sign-off", yes, APPROVERS),
    Door("POST", f"{POST}/return", no, APPROVERS),
)
