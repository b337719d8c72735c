"""What is done on the picture itself: somebody is added, a place covered, the picture cut."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.responses import Response

from gatekeeper.desk.faces.add_somebody import Unseen, add_somebody
from gatekeeper.desk.faces.answer import crop, facts_of, picture_of
from gatekeeper.desk.faces.cover_place import cover_place, uncover_place
from gatekeeper.desk.posts.edit_post import unchanged
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.domain.face import Seen
from gatekeeper.domain.people import Duty
from gatekeeper.domain.picture import PictureFacts
from gatekeeper.errors import NotYet, UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.post import POST
from gatekeeper.web.places import box_of, place_of
from gatekeeper.web.visit import Visit

Tool = Callable[[UnitOfWork, Visit, str, int, PictureFacts], object]


def _add(uow: UnitOfWork, visit: Visit, post: str, number: int, facts: PictureFacts) -> object:
    seen = Seen.FROM_BEHIND if visit.ticked("behind") else Seen.ADDED
    return add_somebody(uow, visit.actor, post, Unseen(number, place_of(visit, facts), seen))


def _cover(uow: UnitOfWork, visit: Visit, post: str, number: int, facts: PictureFacts) -> object:
    return cover_place(uow, visit.actor, post, number, box_of(visit, facts))


def _uncover(uow: UnitOfWork, visit: Visit, post: str, number: int, facts: PictureFacts) -> object:
    return uncover_place(uow, visit.actor, post, number, box_of(visit, facts))


def _cut(uow: UnitOfWork, visit: Visit, post: str, number: int, facts: PictureFacts) -> object:
    return crop(uow, visit.actor, post, number, box_of(visit, facts))


def _whole(uow: UnitOfWork, visit: Visit, post: str, number: int, _: PictureFacts) -> object:
    return crop(uow, visit.actor, post, number, None)


TOOLS: Mapping[str, Tool] = {
    "add": _add,
    "cover": _cover,
    "uncover": _uncover,
    "cut": _cut,
    "whole": _whole,
}
"""By the value of the tool in the form."""


def use(visit: Visit) -> Response:
    """Use one tool on one picture, as it was on the page; who is shown is judged again."""
    number, seen = visit.path("picture"), visit.text("seen")
    with visit.site.app.records.begin() as uow:
        version = find_post(uow, visit.path("post"))
        picture = picture_of(version, int(number) if number.isdecimal() else 0)
        unchanged(uow, version, int(seen) if seen.isdecimal() else 0)
        facts = facts_of(uow, picture)
        if facts is None:
            raise NotYet("This picture was not opened yet.", "Wait a moment, then try again.")
        if visit.text("tool") not in TOOLS:
            raise UsageError("No tool was chosen.", "Say what is to be done: add, cover or cut.")
        TOOLS[visit.text("tool")](uow, visit, version.id, int(number), facts)
    visit.site.work.ask(visit.actor, version.id)
    return visit.go(f"/posts/{version.id}#picture-{number}")


DOORS = (Door("POST", f"{POST}/pictures/{{picture}}/tool", use, frozenset({Duty.WRITE})),)
"""Whoever writes may also answer; the deeds ask again."""
