"""Breaking the glass: who did, why, until when; and what then may be published or taken down."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.posts.find_post import stage_of
from gatekeeper.desk.publishing.break_glass import break_glass, releases
from gatekeeper.desk.publishing.release import RELEASABLE
from gatekeeper.domain.people import Duty
from gatekeeper.domain.stage import Stage
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

LEADERS = frozenset({Duty.BREAK_GLASS})
SHOWN = RELEASABLE | {Stage.TO_TAKE_DOWN}


def page(visit: Visit) -> Response:
    """Say what breaking it means, and offer it to whoever does not publish anyhow."""
    with visit.site.app.records.begin() as uow:
        mine = releases(uow, visit.actor)
        broken = [glass for glass in uow.broken_glass.all() if glass.until > uow.now]
        names = {person.id: person.name for person in uow.people.all()}
        stages = [(version, stage_of(uow, version.id)) for version in uow.posts.all()]
    posts = [(version, stage) for version, stage in stages if mine and stage in SHOWN]
    return visit.show("glass.html", mine=mine, broken=broken, names=names, posts=posts)


def strike(visit: Visit) -> Response:
    """Break it, with the own key unlocked just now."""
    with visit.site.app.records.begin() as uow:
        break_glass(uow, visit.unlocked, visit.text("reason"))
    return visit.go("/glass")


DOORS = (
    Door("GET", "/glass", page, LEADERS),
    Door("POST", "/glass", strike, LEADERS, step_up=True),
)
