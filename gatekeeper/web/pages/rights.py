"""What a parent may ask: everything about a child as one file, and erasing a child for ever."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace

from starlette.responses import Response

from gatekeeper.desk.register.erase_child import Erasure, erase_child, posts_showing
from gatekeeper.desk.register.find_children import find_children
from gatekeeper.desk.rights.access import AboutChild, answer_access
from gatekeeper.desk.rights.access_requests import (
    Came,
    close_request,
    extend_request,
    list_requests,
    receive_request,
)
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import plain
from gatekeeper.domain.people import Duty
from gatekeeper.errors import NotFound
from gatekeeper.web.doors import Door
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import Visit

ROOM = "/data-protection/children"
CHILD = f"{ROOM}/{{pupil}}"
REQUESTS = "/data-protection/requests"
ERASERS = frozenset({Duty.ERASE})
ANSWERERS = frozenset({Duty.ANSWER_ACCESS})
MADE = (2026, 1, 1, 0, 0, 0)
"""The one date of every file in a ZIP: when it was made stands inside it."""


def page(visit: Visit) -> Response:
    """Ask for the child's name."""
    return visit.show("children.html", letters="", children=())


def find(visit: Visit) -> Response:
    """Offer the children whose names begin so, those who left among them."""
    letters = visit.text("letters")
    with visit.site.app.records.begin() as uow:
        children = find_children(uow, letters, leavers=True)
    return visit.show("children.html", letters=letters, children=children)


def child(visit: Visit) -> Response:
    """Show what can be done about one child."""
    with visit.site.app.records.begin() as uow:
        pupil = uow.pupils.get(visit.path("pupil"))
        if pupil is None:
            raise NotFound("This child is not on the register.", "Look for the name again.")
        posts = [(post, uow.posts.get(post)) for post in posts_showing(uow, pupil.id)]
        today = School.day(uow.now)
        left = pupil.left_on is not None and pupil.left_on <= today
    return visit.show("rights.html", pupil=pupil, posts=posts, left=left, today=today)


def requests(visit: Visit) -> Response:
    """List every request: when it came, until when it has to be answered, and when it was."""
    with visit.site.app.records.begin() as uow:
        found = list_requests(uow, visit.actor)
        called = {pupil.id: pupil.called for pupil in uow.pupils.all()}
        names = {person.id: person.name for person in uow.people.all()}
        today = School.day(uow.now)
    return visit.show(
        "access_requests.html", requests=found, called=called, names=names, today=today
    )


def receive(visit: Visit) -> Response:
    """Write a request down."""
    who, why = visit.text("said_by"), visit.text("why")
    command = Came(visit.path("pupil"), visit.day("on"), who, why)
    with visit.site.app.records.begin() as uow:
        receive_request(uow, visit.actor, command)
    return visit.go(REQUESTS)


def extend(visit: Visit) -> Response:
    """Write down that the sender was told why it takes two months more."""
    request, on = visit.path("request"), visit.day("on")
    with visit.site.app.records.begin() as uow:
        extend_request(uow, visit.actor, request, on, visit.text("why"))
    return visit.go(REQUESTS)


def close(visit: Visit) -> Response:
    """Write down the day on which it was answered."""
    request, on = visit.path("request"), visit.day("on")
    with visit.site.app.records.begin() as uow:
        close_request(uow, visit.actor, request, on, visit.text("refused_why"))
    return visit.go(REQUESTS)


def access(visit: Visit) -> Response:
    """Hand the file out; the page says what is held back."""
    actor = step_up(visit)
    with visit.site.app.records.begin() as uow:
        about = answer_access(uow, actor, visit.path("request"))
    response = Response(_packed(visit, about), media_type="application/zip")
    response.headers["Content-Disposition"] = 'attachment; filename="about-this-child.zip"'
    return response


def _packed(visit: Visit, about: AboutChild) -> bytes:
    """Return one file: a page to read, the same as data, and the small picture if there is one."""
    text = visit.site.pages.get_template("about_child.html").render(about=about)
    facts = plain(replace(about, small_picture=None))
    files = {
        "about-this-child.html": text.encode(),
        "about-this-child.json": json.dumps(facts, indent=2, ensure_ascii=False).encode(),
    }
    if about.small_picture is not None:
        files["small-picture.jpg"] = about.small_picture
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        for name, data in files.items():
            out.writestr(zipfile.ZipInfo(name, MADE), data)
    return packed.getvalue()


def erase(visit: Visit) -> Response:
    """Erase the child, and show the receipt."""
    actor = step_up(visit)
    command = Erasure(visit.path("pupil"), visit.text("why"), frozenset(visit.texts("seen")))
    with visit.site.app.records.begin() as uow:
        pupil = uow.pupils.get(command.pupil)
        erase_child(uow, actor, command)
        entry = uow.ledger.entries()[-1]
    called = pupil.full_name if pupil else ""
    return visit.show("erased.html", called=called, entry=entry, reason=command.reason)


DOORS = (
    Door("GET", ROOM, page, ERASERS),
    Door("POST", ROOM, find, ERASERS),
    Door("GET", CHILD, child, ERASERS),
    Door("POST", f"{CHILD}/requests", receive, ANSWERERS),
    Door("GET", REQUESTS, requests, ANSWERERS),
    Door("POST", f"{REQUESTS}/{{request}}/extend", extend, ANSWERERS),
    Door("POST", f"{REQUESTS}/{{request}}/file", access, ANSWERERS),
    Door("POST", f"{REQUESTS}/{{request}}/answered", close, ANSWERERS),
    Door("POST", f"{CHILD}/erase", erase, ERASERS),
)
