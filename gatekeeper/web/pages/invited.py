"""Somebody who was invited brings a passkey. It counts once the headteacher has signed it."""

from __future__ import annotations

import json

from starlette.responses import Response

from gatekeeper.desk.ways_in.invite import WrongCode, invited
from gatekeeper.desk.ways_in.offer_passkey import offer_passkey
from gatekeeper.desk.ways_in.use_passkey import own_passkeys
from gatekeeper.domain.passkey import challenge
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import ANYBODY, Door
from gatekeeper.web.known_browser import remember_passkey
from gatekeeper.web.passkeys import asked_to_make, party
from gatekeeper.web.visit import Visit

NOUN = "new-passkey"
NOBODY = "a code"
"""Wrong codes count against an address; no account can be kept out by them."""


def page(visit: Visit) -> Response:
    """Ask for the code and for a name of the device."""
    return visit.show("invited.html", able=visit.site.party is not None)


def ask(visit: Visit) -> Response:
    """Ask the browser to make a passkey for whomever the code invites."""
    questions = visit.site.questions
    visit.site.attempts.allow_address(visit.address)
    try:
        with visit.site.app.records.begin() as uow:
            _, person = invited(uow, visit.text("code"))
            known = own_passkeys(uow, person.id)
    except WrongCode:
        visit.site.attempts.failed_address(visit.address)
        raise
    question = questions.ask(NOUN, visit.token)
    message = questions.message(NOUN, visit.token, question)
    return asked_to_make(visit, message, person, known, question)


def bring(visit: Visit) -> Response:
    """Take the passkey to the headteacher's list, and spend the code."""
    site, question = visit.site, visit.text("question")
    message = site.questions.message(NOUN, visit.token, question)
    new = site.app.keyring.new_passkey(party(visit), challenge(message), visit.text("answer"))
    if visit.on_the_tablet and _built_in(visit.text("answer")):
        raise UsageError(
            "A passkey in the shared tablet would be everybody's.",
            "Use your own telephone, or a security key of your own.",
        )
    site.questions.spend(question)
    with site.app.records.begin() as uow:
        offer = offer_passkey(uow, visit.text("code"), new, visit.text("name"))
    return remember_passkey(visit, visit.show("brought.html", offer=offer))


def _built_in(answer: str) -> bool:
    return bool(json.loads(answer).get("authenticatorAttachment") == "platform")


DOORS = (
    Door("GET", "/invited", page, ANYBODY),
    Door("POST", "/invited/ask", ask, ANYBODY),
    Door("POST", "/invited", bring, ANYBODY),
)
