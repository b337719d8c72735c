"""Looking through what is out for one child: one tap a post, kept at once; then the next page."""

from __future__ import annotations

from datetime import datetime

from starlette.responses import Response

from gatekeeper.desk.childposts.ask_posts import child_posts, find_child
from gatekeeper.desk.childposts.look_through import Looked, how_far, say_looked
from gatekeeper.domain.child_posts import Found, ThreeLists
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.pages.child_posts import ASKERS, ROOM, rows
from gatekeeper.web.visit import Visit

LOOK = f"{ROOM}/look"
ON_A_PAGE = 24


def page(visit: Visit) -> Response:
    """Show one page of posts: the first at which somebody still has to look, or the one asked."""
    pupil = visit.path("pupil")
    with visit.site.app.records.read() as uow:
        child = find_child(uow, visit.actor, pupil)
        lists = child_posts(uow, visit.actor, pupil)
        far, shown_at = how_far(uow, lists), uow.now
    every = _in_order(lists)
    last = max(0, len(every) - 1) // ON_A_PAGE + 1
    number = _number(visit, every, last)
    shown = every[(number - 1) * ON_A_PAGE : number * ON_A_PAGE]
    return visit.show(
        "look_through.html",
        child=child,
        far=far,
        rows=rows(tuple(shown), {}),
        number=number,
        last=last,
        shown_at=shown_at.isoformat(),
    )


def tap(visit: Visit) -> Response:
    """Keep what one tap says of one post."""
    of, none = frozenset({visit.text("of")}), frozenset[str]()
    shows, not_in = (of, none) if visit.text("shows") == "yes" else (none, of)
    _say(visit, Looked(visit.path("pupil"), shows, not_in, _shown_at(visit)))
    return visit.go(f"{_here(visit)}?page={visit.text('page')}#post-{visit.text('of')}")


def others(visit: Visit) -> Response:
    """Keep that the child is in none of the other posts of a page, and show the next page."""
    seen, watched = frozenset(visit.texts("seen")), frozenset(visit.texts("watched"))
    if not seen | watched:
        return visit.go(f"{_here(visit)}#elsewhere")
    _say(
        visit,
        Looked(
            visit.path("pupil"), not_in=seen | watched, shown_at=_shown_at(visit), watched=watched
        ),
    )
    return visit.go(_here(visit))


def _shown_at(visit: Visit) -> datetime:
    """Return when the page of this form was made: later pictures are on no page that was seen."""
    try:
        shown = datetime.fromisoformat(visit.text("shown_at"))
    except ValueError:
        shown = None
    if shown is None or shown.tzinfo is None:
        raise UsageError("This form is not whole.", "Open the page again.")
    return shown


def _say(visit: Visit, command: Looked) -> None:
    with visit.site.app.records.begin() as uow:
        say_looked(uow, visit.actor, command)


def _in_order(lists: ThreeLists) -> list[Found]:
    """Return all that is looked through, newest first, whether somebody has looked or not."""
    every = (*lists.looked, *lists.to_look)
    return sorted(every, key=lambda one: (-one.out.at.timestamp() if one.out.at else 0, one.out.of))


def _number(visit: Visit, every: list[Found], last: int) -> int:
    asked = visit.asked("page")
    if asked.isdecimal() and 1 <= int(asked) <= last:
        return int(asked)
    left = (place for place, one in enumerate(every) if not one.looked)
    return next(left, 0) // ON_A_PAGE + 1


def _here(visit: Visit) -> str:
    return f"/children/{visit.path('pupil')}/posts/look"


DOORS = (
    Door("GET", LOOK, page, ASKERS),
    Door("POST", f"{LOOK}/tap", tap, ASKERS),
    Door("POST", f"{LOOK}/others", others, ASKERS),
)
