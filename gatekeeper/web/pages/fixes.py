"""The one-tap fix beside a finding."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.faces.answer import SAYS, Given, answer
from gatekeeper.desk.faces.fix_post import fix_post, offers
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
    """Carry out the fix of this number, or record the person's own word, and check again."""
    text = visit.text("number")
    number = int(text) if text.isdecimal() else 0
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        own_word = _own_word(uow, version, number, visit.text("decision"))
        if own_word is not None:
            answer(uow, visit.actor, version.id, [own_word])
        else:
            fix_post(uow, visit.actor, version.id, number, visit.text("value"))
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}")


def _own_word(uow: UnitOfWork, version: Version, number: int, seen: str) -> Given | None:
    decisions = uow.decisions.of(version.id)[-1:]
    found = [o for d in decisions for o in offers(d) if o.number == number]
    if not found:
        raise NotFound(f"There is no fix {number}.", "Check the post again to see what there is.")
    if decisions[0].digest != seen or decisions[0].post_digest != version.post.digest:
        raise NotYet("The post has changed since this page was opened.", OPEN_AGAIN)
    said = SAYS.get(found[0].fix.kind)
    return Given(found[0].fix.target, said) if said is not None else None


DOORS = (Door("POST", f"{POST}/fix", fix, FIXERS),)
