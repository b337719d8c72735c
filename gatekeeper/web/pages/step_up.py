"""The page that asks anew who it is, and leads back to where it was asked for."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.people.sign_in import WrongSignIn, renew
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.sign_in import inside
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import Visit


def page(visit: Visit) -> Response:
    """Ask for the passphrase."""
    return visit.show("step_up.html", next=inside(visit.request.query_params.get("next", "")))


def enter(visit: Visit) -> Response:
    """Unlock the key for two minutes, under a new token: a copied cookie gains nothing by it."""
    site, back = visit.site, inside(visit.text("next"))
    try:
        actor = step_up(visit)
    except WrongSignIn as error:
        return visit.show("step_up.html", 403, next=back, wrong=error)
    with site.app.records.begin() as uow:
        opened = renew(uow, visit.token)
    site.unlocked.keep(opened.session, actor.stepped_up())
    return visit.keep(visit.go(back), opened.token)


def leave(visit: Visit) -> Response:
    """End the step-up at once; the session goes on."""
    if visit.session is not None:
        visit.site.unlocked.forget(visit.session)
    return visit.go("/")


DOORS = (
    Door("GET", "/step-up", page),
    Door("POST", "/step-up", enter),
    Door("POST", "/step-up/end", leave),
)
