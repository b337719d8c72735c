"""Opening an incident, and adding to its record: nothing in it is ever changed or taken out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.posts.find_post import find_post
from gatekeeper.desk.tell import tell
from gatekeeper.domain.incident import (
    TELL_ICO,
    Done,
    Incident,
    IncidentKind,
    IncidentNote,
    closed_at,
    deadlines,
    post_about,
)
from gatekeeper.domain.notice import NoticeKind
from gatekeeper.domain.people import Duty
from gatekeeper.domain.release import Task, TaskKind
from gatekeeper.errors import NotFound, NotYet, UsageError
from gatekeeper.ports import UnitOfWork

TOLD = (Duty.DECIDE_INCIDENTS, Duty.HOLD)
"""Whoever has one of these is told by e-mail."""
OF_THE_LEADERS = frozenset({Done.NOT_TO_ICO, Done.CLOSED})
"""What only the headteacher or the data protection officer decides."""


@dataclass(frozen=True, slots=True)
class OpenIncident:
    """What happened, when it was noticed (UTC), and the post, by short name or id, if one."""

    kind: IncidentKind
    noticed_at: datetime
    words: str
    post: str = ""


@dataclass(frozen=True, slots=True)
class AddNote:
    """One more line for the record of an incident."""

    incident: str
    done: Done
    words: str
    post: str = ""
    """Of a line that says which post it is about: its short name or id; none is no post of ours."""


def open_incident(uow: UnitOfWork, actor: Actor, command: OpenIncident) -> Incident:
    """Put an incident on record; its clocks run from when it was noticed.

    Raises:
        NotAllowed: not one of the desk's roles.
        UsageError: nothing is said of what happened, or it was noticed in the future.
        NotFound: there is no such post.
    """
    actor.require(uow, Duty.KEEP_INCIDENTS)
    if not command.words.strip():
        raise UsageError("Say in a few words what happened.")
    if command.noticed_at > uow.now:
        raise UsageError("It cannot be noticed in the future.", "Correct day and time.")
    post = find_post(uow, command.post).id if command.post else ""
    incident = Incident(
        id=uow.mint(),
        kind=command.kind,
        noticed_at=command.noticed_at,
        opened_at=uow.now,
        opened_by=actor.id,
        words=command.words.strip(),
        about=post,
    )
    uow.incidents.put(incident)
    due = incident.noticed_at + TELL_ICO
    told = {p.id for p in uow.people.all() if any(p.may(duty) for duty in TOLD)}
    tell(uow, NoticeKind.INCIDENT, told - {actor.id}, incident.id)
    say = "An incident was put on record. Headteacher and DPO: see to it, 72 hours run."
    uow.tasks.put(Task(uow.mint(), TaskKind.SEE_INCIDENT, incident.id, say, uow.now, due))
    details = {"kind": incident.kind.name, "noticed_at": incident.noticed_at.isoformat()}
    details |= {"post": post} if post else {}
    uow.ledger.append("incident.opened", actor=actor.id, subject=incident.id, details=details)
    return incident


def add_note(uow: UnitOfWork, actor: Actor, command: AddNote) -> IncidentNote:
    """Write a line into the record, with time and person.

    Raises:
        NotAllowed: not one of the desk's roles, or a decision of the headteacher or the DPO.
        UsageError: a note without words.
        NotFound: there is no such incident, or no such post.
        NotYet: it is to be closed while one of its clocks still runs.
    """
    actor.require(uow, Duty.KEEP_INCIDENTS)
    if command.done in OF_THE_LEADERS:
        actor.require(uow, Duty.DECIDE_INCIDENTS)
    incident = find_incident(uow, command.incident)
    if not command.words.strip():
        raise UsageError("Say it in a few words: who, what, how.")
    if command.done is Done.CLOSED:
        _nothing_runs(uow, incident)
    post = find_post(uow, command.post).id if command.post else ""
    note = IncidentNote(
        uow.mint(), incident.id, uow.now, actor.id, command.done, command.words.strip(), post
    )
    uow.incident_notes.put(note)
    _move_task(uow, actor, incident, note)
    details = {"note": note.id, "done": note.done.name} | ({"post": post} if post else {})
    uow.ledger.append("incident.noted", actor=actor.id, subject=incident.id, details=details)
    return note


def post_of(uow: UnitOfWork, incident: Incident) -> str:
    """Return the id of the post that an incident is about as far as its record goes now."""
    return post_about(incident, notes_of(uow, incident.id))


def is_open(uow: UnitOfWork, incident_id: str) -> bool:
    """Whether there is such an incident, and nobody has closed it."""
    known = uow.incidents.get(incident_id) is not None
    return known and closed_at(notes_of(uow, incident_id)) is None


def _move_task(uow: UnitOfWork, actor: Actor, incident: Incident, note: IncidentNote) -> None:
    """Have the task wait for the next of the incident's clocks, and end with the incident."""
    clocks = deadlines(incident, notes_of(uow, incident.id))
    next_due = min((clock.due for clock in clocks if clock.met_at is None), default=None)
    for task in uow.tasks.all():
        if (task.kind, task.subject, task.done_at) != (TaskKind.SEE_INCIDENT, incident.id, None):
            continue
        moved = replace(task, due=next_due)
        if note.done is Done.CLOSED:
            moved = replace(task, done_at=uow.now, done_by=actor.id, outcome=note.words)
        uow.tasks.put(moved, seen=uow.tasks.version(task.id))


def find_incident(uow: UnitOfWork, incident_id: str) -> Incident:
    """Return an incident by its id.

    Raises:
        NotFound: there is none.
    """
    incident = uow.incidents.get(incident_id)
    if incident is None:
        raise NotFound("There is no such incident.", "List them.")
    return incident


def notes_of(uow: UnitOfWork, incident_id: str) -> tuple[IncidentNote, ...]:
    """Return the lines of an incident's record, oldest first."""
    return tuple(note for note in uow.incident_notes.all() if note.incident == incident_id)


def _nothing_runs(uow: UnitOfWork, incident: Incident) -> None:
    notes = notes_of(uow, incident.id)
    if closed_at(notes) is not None:
        raise NotYet("It is closed already.", "Add a note, if there is more to say.")
    running = [item for item in deadlines(incident, notes) if item.met_at is None]
    if running:
        raise NotYet(f"Something is still to do: {running[0].what}.", "Do it, and write it down.")
