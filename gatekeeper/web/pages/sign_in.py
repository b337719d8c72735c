"""Signing in and out."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.people.sign_in import WrongSignIn, sign_in, sign_out, unlocked
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.visit import Visit


def page(visit: Visit) -> Response:
    """Ask for name and passphrase."""
    return visit.show("sign_in.html", next=inside(visit.request.query_params.get("next", "")))


def enter(visit: Visit) -> Response:
    """Open a session, with a token that no earlier page knew."""
    app, name = visit.site.app, visit.text("name")
    visit.site.attempts.allow(name, visit.address)
    try:
        person, _ = unlocked(app.records, app.keyring, name, visit.text("passphrase"))
    except WrongSignIn as error:
        visit.site.attempts.failed(name, visit.address)
        where = inside(visit.text("next"))
        return visit.show("sign_in.html", 403, next=where, name=name, wrong=error)
    visit.site.attempts.forget(name)
    with app.records.begin() as uow:
        opened = sign_in(uow, person)
    return visit.keep(visit.go(inside(visit.text("next"))), opened.token)


def leave(visit: Visit) -> Response:
    """End the session, here and for whoever copied the cookie."""
    if visit.session is not None:
        visit.site.unlocked.forget(visit.session)
    with visit.site.app.records.begin() as uow:
        sign_out(uow, visit.token)
    response = visit.go("/sign-in")
    response.delete_cookie(visit.site.cookie, path="/", secure=visit.site.secure)
    return response


def inside(path: str) -> str:
    """Return the path if it is one of this site's, else the first page."""
    ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if ours else "/"


DOORS = (
    Door("GET", "/sign-in", page, ANYBODY),
    Door("POST", "/sign-in", enter, ANYBODY),
    Door("POST", "/sign-out", leave),
)
