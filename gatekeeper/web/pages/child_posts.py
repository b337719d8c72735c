"""Which posts show this child: asked with a reason, three lists, the way to look and to tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from starlette.responses import Response

from gatekeeper.desk.childposts.ask_posts import (
    AskPosts,
    NotAsked,
    ask_posts,
    asked_today,
    child_posts,
    find_child,
)
from gatekeeper.desk.childposts.family_letter import draft_letter
from gatekeeper.desk.childposts.look_through import how_far
from gatekeeper.desk.school import School
from gatekeeper.desk.takedown.order import Ask, ask_take_down
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.child_posts import Found, live_picture_id
from gatekeeper.domain.people import Duty
from gatekeeper.domain.take_down import TakeDown
from gatekeeper.errors import NotFound
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

ROOM = "/children/{pupil}/posts"
ASKERS = frozenset({Duty.CHILD_POSTS})
WRITERS = frozenset({Duty.WRITE_FAMILY})


@dataclass(frozen=True, slots=True)
class Row:
    """One post in a list: what is known of it, on which day it went out, whether it comes down."""

    found: Found
    day: date | None
    take_down: TakeDown | None

    @property
    def to_be_opened(self) -> bool:
        """Whether somebody has to look at it where it is: not all of it can be shown here."""
        out = self.found.out
        return bool(out.unseen or out.films or not out.pictures)


def rows(some: tuple[Found, ...], downs: Mapping[str, TakeDown]) -> list[Row]:
    """Return posts as a page lists them."""
    return [
        Row(one, School.day(one.out.at) if one.out.at else None, downs.get(one.out.of))
        for one in some
    ]


def page(visit: Visit) -> Response:
    """Ask for the reason, or show the lists to whoever gave one."""
    pupil = visit.path("pupil")
    with visit.site.app.records.read() as uow:
        child = find_child(uow, visit.actor, pupil)
        if not asked_today(uow, visit.actor, pupil):
            return visit.show("child_posts_ask.html", child=child)
        lists = child_posts(uow, visit.actor, pupil)
        downs = newest_by_post(uow)
        far = how_far(uow, lists)
    return visit.show(
        "child_posts.html",
        child=child,
        lists=lists,
        far=far,
        shows=rows(lists.shows, downs),
        may_show=rows(lists.may_show, downs),
        nobody=rows(lists.nobody, downs),
        down=rows(lists.down, downs),
    )


def ask(visit: Visit) -> Response:
    """Keep the reason, and show the lists."""
    command = AskPosts(visit.path("pupil"), visit.text("reason"))
    with visit.site.app.records.begin() as uow:
        ask_posts(uow, visit.actor, command)
    return _back(visit)


def take_down(visit: Visit) -> Response:
    """Have a post of the lists taken down."""
    with visit.site.app.records.begin() as uow:
        find_child(uow, visit.actor, visit.path("pupil"))
        ask_take_down(uow, visit.actor, Ask(visit.text("of")))
    return _back(visit)


def letter(visit: Visit) -> Response:
    """Draft the letter to the family, to be read, printed and signed."""
    with visit.site.app.records.begin() as uow:
        drafted = draft_letter(uow, visit.actor, visit.path("pupil"))
    return visit.show("family_letter.html", letter=drafted, pupil=visit.path("pupil"))


def picture(visit: Visit) -> Response:
    """Return the small copy of one picture of a post that an archive told of."""
    pupil, live = visit.path("pupil"), visit.path("live")
    with visit.site.app.records.read() as uow:
        if not asked_today(uow, visit.actor, pupil):
            raise NotAsked
        kept = uow.live_pictures.get(live_picture_id(live, visit.path("original")))
        if kept is None:
            raise NotFound("No copy of this picture is kept.", "Look at the post where it is.")
        data = uow.blobs.get(kept.live, kept.digest)
    return Response(data, media_type="image/jpeg")


def _back(visit: Visit) -> Response:
    return visit.go(f"/children/{visit.path('pupil')}/posts")


DOORS = (
    Door("GET", ROOM, page, ASKERS),
    Door("POST", ROOM, ask, ASKERS),
    Door("POST", f"{ROOM}/take-down", take_down, ASKERS),
    Door("POST", f"{ROOM}/letter", letter, WRITERS),
    Door("GET", f"{ROOM}/pictures/{{live}}/{{original}}.jpg", picture, ASKERS),
)
