"""Complaints about data, what is due first."""

from __future__ import annotations

from starlette.responses import Response

from gatekeeper.desk.rights.complaints import (
    Received,
    acknowledge_complaint,
    answer_complaint,
    list_complaints,
    record_complaint,
)
from gatekeeper.desk.school import School
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

ROOM = "/data-protection/complaints"
KEEPERS = frozenset({Duty.KEEP_COMPLAINTS})


def page(visit: Visit) -> Response:
    """List them."""
    with visit.site.app.records.begin() as uow:
        complaints = list_complaints(uow, visit.actor)
        today = School.day(uow.now)
        posts = sorted(uow.posts.all(), key=lambda version: version.at, reverse=True)
    return visit.show("complaints.html", complaints=complaints, today=today, posts=posts)


def record(visit: Visit) -> Response:
    """Write one down."""
    said_by, words, about = (visit.text(name) for name in ("said_by", "complaint", "post"))
    command = Received(visit.day("on"), said_by, words, about)
    with visit.site.app.records.begin() as uow:
        record_complaint(uow, visit.actor, command)
    return visit.go(ROOM)


def acknowledge(visit: Visit) -> Response:
    """Write down that the sender was told that it came."""
    with visit.site.app.records.begin() as uow:
        acknowledge_complaint(uow, visit.actor, visit.path("complaint"), visit.day("on"))
    return visit.go(ROOM)


def answer(visit: Visit) -> Response:
    """Write down what was answered."""
    complaint, said = visit.path("complaint"), visit.text("answer")
    with visit.site.app.records.begin() as uow:
        answer_complaint(uow, visit.actor, complaint, visit.day("on"), said)
    return visit.go(ROOM)


DOORS = (
    Door("GET", ROOM, page, KEEPERS),
    Door("POST", ROOM, record, KEEPERS),
    Door("POST", f"{ROOM}/{{complaint}}/acknowledge", acknowledge, KEEPERS),
    Door("POST", f"{ROOM}/{{complaint}}/answer", answer, KEEPERS),
)
