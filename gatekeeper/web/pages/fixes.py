"""The one-tap fix beside a finding."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.faces.answer import SAYS, Given, answer
from gatekeeper.desk.faces.fix_post import fix_post, offer_of
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.errors import NotFound, NotYet
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.visit import Visit

FIXERS = frozenset({Duty.WRITE})
OPEN_AGAIN = "Open it again: what is offered now may be something else. Nothing was changed."


def fix(visit: Visit) -> Response:
    """Carry out the fix of this mark, or record the person's own word, and check again."""
    asked = visit.text("fix")
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        own_word = _own_word(uow, version, asked, visit.text("decision"))
        if own_word is not None:
            answer(uow, visit.actor, version.id, [own_word])
        else:
            fix_post(uow, visit.actor, version.id, asked, visit.text("value"))
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


def _own_word(uow: UnitOfWork, version: Version, asked: str, seen: str) -> Given | None:
    """Return what a tap says of a thing, or None for a fix; of the page's own decision alone."""
    decisions = uow.decisions.of(version.id)[-1:]
    if not decisions:
        raise NotFound("Nothing is offered yet.", "Check the post to see what there is.")
    if seen and (decisions[0].digest, decisions[0].post_digest) != (seen, version.post.digest):
        raise NotYet("The post has changed since this page was opened.", OPEN_AGAIN)
    offer = offer_of(decisions[0], asked)
    if not seen:
        raise NotYet("It is not said which page this was pressed on.", OPEN_AGAIN)
    said = SAYS.get(offer.fix.kind)
    return Given(offer.fix.target, said) if said is not None else None


DOORS = (Door("POST", f"{POST}/fix", fix, FIXERS),)
