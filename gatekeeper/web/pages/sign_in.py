"""Signing in and out."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.people.sign_in import WrongSignIn, account_of, sign_in, sign_out, unlocked
from gatekeeper.desk.ways_in.use_passkey import enter_by_passkey
from gatekeeper.errors import NotAllowed
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.known_browser import (
    has_passkey,
    known_browser,
    remember_browser,
    remember_passkey,
)
from gatekeeper.web.passkeys import answer, asked, copies_told
from gatekeeper.web.visit import Visit

NOUN = "sign-in"


def page(visit: Visit) -> Response:
    """Ask for name and passphrase, and for a passkey: that first where there has been one."""
    return _page(visit, next=inside(visit.request.query_params.get("next", "")))


def _page(visit: Visit, status: int = 200, **values: object) -> Response:
    able = visit.site.party is not None
    first = able and has_passkey(visit)
    return visit.show("sign_in.html", status, able=able, passkey_first=first, **values)


def enter(visit: Visit) -> Response:
    """Open a session, with a token that no earlier page knew."""
    app, name = visit.site.app, visit.text("name")
    with app.records.read() as uow:
        account = account_of(uow, name)
    try:
        with visit.site.attempts.trying(account, visit.address, known_browser(visit, account)):
            person, _ = unlocked(app.records, app.keyring, name, visit.text("passphrase"))
    except WrongSignIn as error:
        where = inside(visit.text("next"))
        return _page(visit, 403, next=where, name=name, wrong=error)
    return _opened(visit, person)


def ask_passkey(visit: Visit) -> Response:
    """Ask for whichever passkey of this site the browser has: nobody is named."""
    question = visit.site.questions.ask(NOUN, visit.token)
    message = visit.site.questions.message(NOUN, visit.token, question)
    return asked(visit, message, question=question)


def enter_passkey(visit: Visit) -> Response:
    """Open a session for whoever's passkey answered.

    Wrong passphrases are not counted here: nobody can keep somebody out who has a passkey.
    """
    site, question = visit.site, visit.text("question")
    try:
        message = site.questions.message(NOUN, visit.token, question)
        with copies_told(visit), site.app.records.begin() as uow:
            signer = enter_by_passkey(uow, site.app.keyring, answer(visit), message)
            site.questions.spend(question)
    except NotAllowed as error:
        return _page(visit, 403, next=inside(visit.text("next")), wrong=error)
    return remember_passkey(visit, _opened(visit, signer.public.holder))


def _opened(visit: Visit, person: str) -> Response:
    with visit.site.app.records.begin() as uow:
        opened = sign_in(uow, person, visit.tablet(uow))
        holder = uow.people.get(person)
    response = visit.keep(visit.go(inside(visit.text("next"))), opened.token)
    return remember_browser(visit, response, holder.name) if holder else response


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
    Door("POST", "/sign-in/passkey/ask", ask_passkey, ANYBODY),
    Door("POST", "/sign-in/passkey", enter_passkey, ANYBODY),
    Door("POST", "/sign-out", leave),
)
