"""Having a live post taken down from its own page, where it says that it has to come down."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.showing.to_come_down import down_of
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.pages.take_downs import ROOM
from gatekeeper.web.visit import Visit


def take_down(visit: Visit) -> Response:
    """Order down at once, wherever it is live, what the page named."""
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        for down in down_of(uow, version.id):
            ask_take_down(uow, visit.actor, Ask(down.out.id, due=uow.now))
    return visit.go(ROOM)


DOORS = (Door("POST", f"{POST}/take-down", take_down, frozenset({Duty.TAKE_DOWN})),)
