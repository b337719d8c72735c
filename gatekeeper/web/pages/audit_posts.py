"""Working through what an audit found: one post, three answers, and the next one shows itself."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.audit.list_audits import one_audit
from gatekeeper.desk.audit.unknown import order_unknown
from gatekeeper.desk.audit.work_through import Handle, Item, handle, one_item, undo
from gatekeeper.domain.audit_answer import Handling, Standing
from gatekeeper.errors import CouldNotCheck, NotFound, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.audits import AUDIT, AUDITORS, MARKS, ROOM, SHAPES, to_do
from gatekeeper.web.visit import Visit

LIVE = f"{AUDIT}/posts/{{live}}"


def next_one(visit: Visit) -> Response:
    """Lead to the worst post that waits for this person, after the one just looked at."""
    audit, after = visit.path("audit"), visit.asked("after")
    with visit.site.app.records.begin() as uow:
        _, found = one_audit(uow, visit.actor, audit)
    waiting = [item.live.id for item in to_do(visit, found)]
    order = [item.live.id for item in found]
    at = order.index(after) + 1 if after in order else 0
    later = [live for live in order[at:] + order[:at] if live in waiting and live != after]
    was = f"?was={visit.asked('was')}" if visit.asked("was") else ""
    if not later:
        return visit.go(f"{ROOM}/{audit}{was}")
    return visit.go(f"{ROOM}/{audit}/posts/{later[0]}{was}")


def page(visit: Visit) -> Response:
    """Show one post with what was found against it."""
    audit, live = visit.path("audit"), visit.path("live")
    with visit.site.app.records.begin() as uow:
        item = one_item(uow, visit.actor, audit, live)
        row, found = one_audit(uow, visit.actor, audit)
        names = {person.id: person.name for person in uow.people.all()}
        held = _held(uow, item)
    was = next((one for one in found if one.live.id == visit.asked("was")), None)
    return visit.show(
        "audit_post.html",
        row=row,
        item=item,
        post=item.live.post,
        number=[one.live.id for one in found].index(live) + 1,
        names=names,
        pictures=held,
        was=was if was and was.mark else None,
        more=[one for one in to_do(visit, found) if one.live.id != live],
        shape=SHAPES[item.said.call],
        marks=MARKS,
        Standing=Standing,
        Handling=Handling,
    )


def answer(visit: Visit) -> Response:
    """Keep an answer, and show the next post."""
    audit, live = visit.path("audit"), visit.path("live")
    said = [one for one in Handling if one.value == visit.text("said") and one is not Handling.OPEN]
    if not said:
        raise UsageError("It is not said what becomes of the post.", "Choose one of the three.")
    command = Handle(audit, live, said[0], visit.text("reason"), visit.text("seen"))
    with visit.site.app.records.begin() as uow:
        handle(uow, visit.actor, command)
    return visit.go(f"{ROOM}/{audit}/next?after={live}&was={live}")


def take_down(visit: Visit) -> Response:
    """Order a post down against which nothing was found: somebody looked at it where it is."""
    audit, live = visit.path("audit"), visit.path("live")
    with visit.site.app.records.begin() as uow:
        order_unknown(uow, visit.actor, audit, live)
    return visit.go(f"{ROOM}/{audit}#dark-{live}")


def take_back(visit: Visit) -> Response:
    """Take an answer back, and show its post again."""
    audit, live = visit.path("audit"), visit.path("live")
    with visit.site.app.records.begin() as uow:
        undo(uow, visit.actor, audit, live, visit.text("seen"))
    return visit.go(f"{ROOM}/{audit}/posts/{live}")


def picture(visit: Visit) -> Response:
    """Return one picture of a post, upright and without metadata."""
    app, number = visit.site.app, visit.path("picture")
    with app.records.begin() as uow:
        item = one_item(uow, visit.actor, visit.path("audit"), visit.path("live"))
        shown = item.live.as_version().post.pictures
        if not number.isdecimal() or not 1 <= int(number) <= len(shown):
            raise NotFound(f"The post has no picture {number}.")
        data = uow.blobs.get(item.live.id, shown[int(number) - 1].original.digest)
    return Response(app.examiners.maker.numbered(data, (), {}), media_type="image/jpeg")


def _held(uow: UnitOfWork, item: Item) -> list[tuple[int, str, bool]]:
    """Return each picture's number, its alternative text, and whether it was kept."""
    return [
        (number, one.alt_text, _is_kept(uow, item, one.original.digest))
        for number, one in enumerate(item.live.as_version().post.pictures, start=1)
    ]


def _is_kept(uow: UnitOfWork, item: Item, digest: str) -> bool:
    try:
        uow.blobs.get(item.live.id, digest)
    except CouldNotCheck:
        return False
    return True


DOORS = (
    Door("GET", f"{AUDIT}/next", next_one, AUDITORS),
    Door("GET", LIVE, page, AUDITORS),
    Door("POST", LIVE, answer, AUDITORS),
    Door("POST", f"{LIVE}/undo", take_back, AUDITORS),
    Door("POST", f"{LIVE}/take-down", take_down, AUDITORS),
    Door("GET", f"{LIVE}/pictures/{{picture}}.jpg", picture, AUDITORS),
)
