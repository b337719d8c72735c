"""Incidents: a list without names; a record with its clocks, steps and numbers, for paper too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.responses import Response

from gatekeeper.desk.incidents.noticed import noticed
from gatekeeper.desk.incidents.open_incident import (
    OF_THE_LEADERS,
    AddNote,
    OpenIncident,
    add_note,
    find_incident,
    notes_of,
    open_incident,
    post_of,
)
from gatekeeper.desk.incidents.take_down_here import gone_here, order_here
from gatekeeper.desk.school import LONDON, School
from gatekeeper.desk.takedown.standing import newest_by_post
from gatekeeper.domain.incident import (
    Deadline,
    Done,
    Incident,
    IncidentKind,
    closed_at,
    deadlines,
)
from gatekeeper.domain.people import Duty
from gatekeeper.domain.post import Version
from gatekeeper.domain.telephone import NATIONAL, WHAT_FOR, Telephone
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit

KEEPERS = frozenset({Duty.KEEP_INCIDENTS})
RECORD = "/incidents/{incident}"


@dataclass(frozen=True, slots=True)
class Clock:
    """A deadline as it is shown: what is left of it, in words, and whether it is late."""

    deadline: Deadline
    left: str
    late: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One incident in the list."""

    incident: Incident
    clocks: tuple[Clock, ...]
    closed: datetime | None


def page(visit: Visit) -> Response:
    """List the incidents, those that are open first, and offer to put one on record."""
    with visit.site.app.records.begin() as uow:
        rows = [_row(uow, incident) for incident in uow.incidents.all()]
        now = uow.now.astimezone(LONDON).strftime("%Y-%m-%dT%H:%M")
        posts = uow.posts.all() if visit.may(Duty.READ_POSTS) else ()
    rows.sort(key=lambda row: (row.closed is not None, -row.incident.noticed_at.timestamp()))
    return visit.show(
        "incidents.html",
        rows=rows,
        kinds=tuple(IncidentKind),
        now=now,
        posts=_newest_first(posts),
        chosen=visit.request.query_params.get("post", ""),
    )


def _newest_first(posts: tuple[Version, ...]) -> list[Version]:
    return sorted(posts, key=lambda version: version.at, reverse=True)


def _row(uow: UnitOfWork, incident: Incident) -> Row:
    notes = notes_of(uow, incident.id)
    clocks = tuple(_clock(item, uow.now) for item in deadlines(incident, notes))
    return Row(incident, clocks, closed_at(notes))


def _clock(item: Deadline, now: datetime) -> Clock:
    if item.met_at is not None:
        return Clock(item, "done", item.late(now))
    left = item.left(now)
    said = f"{_in_words(-left)} late" if left < timedelta() else f"{_in_words(left)} left"
    return Clock(item, said, item.late(now))


def _in_words(span: timedelta) -> str:
    """Return a span as people say it: real hours up to three days, then days."""
    minutes = int(span.total_seconds()) // 60
    if span > timedelta(days=3):
        return f"{span.days} days {minutes // 60 % 24} hours"
    return f"{minutes // 60} hours {minutes % 60} minutes"


def put(visit: Visit) -> Response:
    """Put an incident on record."""
    found = [item for item in IncidentKind if item.name == visit.text("kind")]
    if not found:
        raise UsageError("It is not said what it is about.", "Go back and choose one of the list.")
    when = noticed(visit.text("noticed_at"))
    command = OpenIncident(found[0], when, visit.text("words"), visit.text("post"))
    with visit.site.app.records.begin() as uow:
        incident = open_incident(uow, visit.actor, command)
    return visit.go(f"/incidents/{incident.id}")


def record(visit: Visit) -> Response:
    """Show one incident whole."""
    app = visit.site.app
    with app.records.begin() as uow:
        incident = find_incident(uow, visit.path("incident"))
        row = _row(uow, incident)
        notes = notes_of(uow, incident.id)
        names = {person.id: person.name for person in uow.people.all()}
        downs = newest_by_post(uow)
        about = post_of(uow, incident)
        out = [(item, downs.get(item.id)) for item in uow.published.of(about)]
        post = uow.posts.get(about) if about else None
        posts = uow.posts.all() if visit.may(Duty.READ_POSTS) else ()
    decides = visit.may(Duty.DECIDE_INCIDENTS)
    return visit.show(
        "incident.html",
        row=row,
        incident=incident,
        notes=notes,
        mine=[item.id for item in notes if visit.may(Duty.READ_WHY) or item.by == visit.actor.id],
        reads=visit.may(Duty.READ_WHY) or incident.opened_by == visit.actor.id,
        names=names,
        live=[(item, down) for item, down in out if down is None or down.gone is None],
        post=post,
        posts=_newest_first(posts),
        called={version.id: version.post.words for version in posts},
        take_down=app.school.take_down,
        telephones=_telephones(app.school),
        done=[
            item
            for item in Done
            if item is not Done.ABOUT and (decides or item not in OF_THE_LEADERS)
        ],
    )


def _telephones(school: School) -> tuple[Telephone, ...]:
    """Return whom to ring: the school's own numbers first; one that is missing is said."""
    own = school.calendar.telephones
    missing = "not entered: add it to calendar.toml"
    ours = (Telephone(what, own.get(whom, missing)) for whom, what in WHAT_FOR.items())
    return (*NATIONAL[:1], *ours, *NATIONAL[1:])


def note(visit: Visit) -> Response:
    """Add a line to the record."""
    found = [item for item in Done if item.name == visit.text("done") and item is not Done.ABOUT]
    line = AddNote(visit.path("incident"), found[0] if found else Done.NOTE, visit.text("words"))
    with visit.site.app.records.begin() as uow:
        add_note(uow, visit.actor, line)
    return visit.go(f"/incidents/{line.incident}")


def about(visit: Visit) -> Response:
    """Add the line that says which post it is about; it counts from then on."""
    path, why = visit.path("incident"), visit.text("words") or "The wrong post was named."
    with visit.site.app.records.begin() as uow:
        add_note(uow, visit.actor, AddNote(path, Done.ABOUT, why, visit.text("post")))
    return visit.go(f"/incidents/{path}")


def take_down(visit: Visit) -> Response:
    """Order down what it is about; the order stands in the list of take-downs."""
    path = visit.path("incident")
    with visit.site.app.records.begin() as uow:
        order_here(uow, visit.actor, path, visit.text("published"))
    return visit.go(f"/incidents/{path}")


def gone(visit: Visit) -> Response:
    """Say that a post is down and was seen gone, in the list of take-downs and in this record."""
    path = visit.path("incident")
    with visit.site.app.records.begin() as uow:
        gone_here(uow, visit.actor, path, visit.text("published"), visit.text("proof"))
    return visit.go(f"/incidents/{path}")


DOORS = (
    Door("GET", "/incidents", page, KEEPERS),
    Door("POST", "/incidents", put, KEEPERS),
    Door("GET", RECORD, record, KEEPERS),
    Door("POST", f"{RECORD}/notes", note, KEEPERS),
    Door("POST", f"{RECORD}/about", about, KEEPERS),
    Door("POST", f"{RECORD}/take-down", take_down, KEEPERS),
    Door("POST", f"{RECORD}/gone", gone, KEEPERS),
)
