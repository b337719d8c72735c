"""The page that asks anew who it is, and leads back to where it was asked for."""

from __future__ import annotations

from dataclasses import replace

from starlette.responses import Response

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.sign_in import WrongSignIn, renew
from gatekeeper.desk.ways_in.use_passkey import WrongPasskey, note_use
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.sign_in import inside
from gatekeeper.web.passkeys import asked, copies_told, mine, signed
from gatekeeper.web.step_up import step_up
from gatekeeper.web.steps_named import step_named
from gatekeeper.web.visit import Visit

NOUN = "step-up"


def page(visit: Visit) -> Response:
    """Ask for the passkey or the passphrase; only the latter opens what was sealed."""
    query = visit.request.query_params
    return _page(visit, inside(query.get("next", "")), by=query.get("by", ""))


def _page(visit: Visit, back: str, by: str = "", status: int = 200, **values: object) -> Response:
    own = mine(visit)[0] if visit.site.party and by != "passphrase" else ()
    step = _waiting(visit, back)
    return visit.show("step_up.html", status, own=own, next=back, step=step, **values)


def _waiting(visit: Visit, page: str) -> str:
    """Return what the visitor was about to do on a page; empty where she only opened it."""
    action = visit.site.kept.waits(visit.session.id, page) if visit.session else ""
    return step_named(action) if action else ""


def ask(visit: Visit) -> Response:
    """Ask for one of the visitor's own passkeys."""
    questions = visit.site.questions
    question = questions.ask(NOUN, visit.token)
    message = questions.message(NOUN, visit.token, question)
    return asked(visit, message, mine(visit)[0], question)


def enter(visit: Visit) -> Response:
    """Unlock the key for two minutes, under a new token: a copied cookie gains nothing by it."""
    site, back = visit.site, inside(visit.text("next"))
    try:
        actor = _by_passkey(visit) if visit.text("answer") else step_up(visit)
    except (WrongSignIn, WrongPasskey) as error:
        return _page(visit, back, status=403, wrong=error)
    with site.app.records.begin() as uow:
        opened = renew(uow, visit.token)
    site.unlocked.keep(opened.session, actor.stepped_up())
    typed = site.kept.take(visit.session.id, back) if visit.session else None
    renewed = replace(visit, token=opened.token, session=opened.session)
    response = (
        renewed.show("typed_before.html", typed=typed, step=step_named(typed.action))
        if typed
        else visit.go(back)
    )
    return visit.keep(response, opened.token)


def _by_passkey(visit: Visit) -> Actor:
    site, question = visit.site, visit.text("question")
    message = site.questions.message(NOUN, visit.token, question)
    with copies_told(visit), site.app.records.begin() as uow:
        signer = signed(uow, visit, lambda *_: message)
        site.questions.spend(question)
        note_use(uow, signer.key, signer.assertion)
    return replace(visit.actor, signer=signer)


def leave(visit: Visit) -> Response:
    """End the step-up at once; the session goes on."""
    if visit.session is not None:
        visit.site.unlocked.forget(visit.session)
    return visit.go("/")


DOORS = (
    Door("GET", "/step-up", page),
    Door("POST", "/step-up/ask", ask),
    Door("POST", "/step-up", enter),
    Door("POST", "/step-up/end", leave),
)
