"""Posts that are to come down: what is late first, each with the steps of its channel."""

from __future__ import annotations

import hashlib

from starlette.responses import Response

from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import find_take_down, take_downs
from gatekeeper.desk.takedown.take_down import SawGone, mark_taken_down, seen_gone
from gatekeeper.domain.people import Duty
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

ROOM = "/take-downs"
DOERS = frozenset({Duty.TAKE_DOWN})


def page(visit: Visit) -> Response:
    """List them."""
    app = visit.site.app
    with app.records.read() as uow:
        items = take_downs(uow, visit.actor)
        names = {person.id: person.name for person in uow.people.all()}
        late = frozenset(item.id for item in items if item.late(uow.now))
        words = {item.id: _words(uow, item) for item in items}
        pictured = {item.id for item in items if item.gone is None and _picture(uow, item)}
    return visit.show(
        "take_downs.html",
        items=items,
        late=late,
        names=names,
        steps=app.school.take_down,
        words=words,
        pictured=pictured,
    )


def picture(visit: Visit) -> Response:
    """Return the first picture of a post that is to come down, so that it is found."""
    with visit.site.app.records.read() as uow:
        visit.actor.require(uow, Duty.TAKE_DOWN)
        stored = _picture(uow, find_take_down(uow, visit.path("take_down")))
        if stored is None:
            raise NotFound("No picture of it is kept.", "Look at the post where it is.")
        return Response(uow.blobs.get(*stored), media_type="image/jpeg")


def _words(uow: UnitOfWork, item: TakeDown) -> str:
    published, live = uow.published.get(item.of), uow.live_posts.get(item.of)
    if published is not None:
        return published.words
    return (live.post.words or "") if live is not None else ""


def _picture(uow: UnitOfWork, item: TakeDown) -> tuple[str, str] | None:
    """Return whose file its first picture is, and which (its digest)."""
    version = uow.posts.get(item.post)
    if version is not None and uow.published.get(item.of) is not None:
        made = [one.rendition(item.channel) for one in version.post.pictures[:1]]
        return next(((version.id, one.digest) for one in made if one is not None), None)
    return next(((one.live, one.digest) for one in uow.live_pictures.of(item.of)), None)


def done(visit: Visit) -> Response:
    """Say that one was taken down."""
    with visit.site.app.records.begin() as uow:
        mark_taken_down(uow, visit.actor, visit.path("take_down"))
    return visit.go(ROOM)


def gone(visit: Visit) -> Response:
    """Say that one was seen gone; of a screenshot only the digest is kept."""
    shots = [hashlib.sha256(upload.file.read()).hexdigest() for upload in visit.uploads("shot")]
    command = SawGone(visit.path("take_down"), visit.text("proof"), *shots[:1])
    with visit.site.app.records.begin() as uow:
        seen_gone(uow, visit.actor, command)
    return visit.go(ROOM)


def again(visit: Visit) -> Response:
    """Say that what was said to be down can still be seen."""
    with visit.site.app.records.begin() as uow:
        item = find_take_down(uow, visit.path("take_down"))
        ask_take_down(uow, visit.actor, Ask(item.of))
    return visit.go(ROOM)


DOORS = (
    Door("GET", ROOM, page, DOERS),
    Door("GET", f"{ROOM}/{{take_down}}/picture.jpg", picture, DOERS),
    Door("POST", f"{ROOM}/{{take_down}}/done", done, DOERS),
    Door("POST", f"{ROOM}/{{take_down}}/again", again, DOERS),
    Door("POST", f"{ROOM}/{{take_down}}/gone", gone, DOERS),
)
