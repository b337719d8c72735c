"""Something went wrong: the record of it, and the times by which others have to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

TELL_ICO = timedelta(hours=72)
"""From when it was noticed: UK GDPR art. 33(1). Real hours, over week-ends and clock changes."""
ACKNOWLEDGE = timedelta(days=30)
"""From when a complaint came in: Data Protection Act 2018 s. 164A, in force since 19 June 2026."""


class IncidentKind(StrEnum):
    """What it is about; a name of this list is all that the ledger and the list say."""

    SHOWN = "a child is shown or named who should not be"
    WHEREABOUTS = "it said where children are, or will be"
    DATA = "other personal data got out"
    ACCOUNT = "somebody else has an account or the tablet"
    COMPLAINT = "somebody complains"
    OTHER = "something else"


class Done(StrEnum):
    """What a line of the record says was done."""

    NOTE = "note"
    ABOUT = "it is about another post than was said"
    EVIDENCE = "evidence was kept"
    TOLD_DPO = "the data protection officer was told"
    TOLD_ICO = "the ICO was told"
    NOT_TO_ICO = "decided that the ICO need not be told"
    TOLD_FAMILY = "the family was told"
    COMPLAINT = "a complaint came in"
    ACKNOWLEDGED = "the complaint was acknowledged"
    DEBRIEFED = "debriefed: what was learnt"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Incident:
    """What happened, when it was noticed (UTC), and which post it is about, if it is about one."""

    id: str
    kind: IncidentKind
    noticed_at: datetime
    opened_at: datetime
    opened_by: str
    words: str
    about: str = ""
    """The post's id, as it was said at first; `post_about` tells which counts."""


@dataclass(frozen=True, slots=True)
class IncidentNote:
    """One line of the record: never changed, never taken out."""

    id: str
    incident: str
    at: datetime
    by: str
    done: Done
    words: str
    about: str = ""
    """Of a line that says which post it is about: its id, or nothing where it is about none."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """Until when something has to be done, and when it was."""

    what: str
    source: str
    due: datetime
    met_at: datetime | None = None

    def left(self, now: datetime) -> timedelta:
        """Return the time that is left; below nothing when it is late."""
        return self.due - now

    def late(self, now: datetime) -> bool:
        """Whether it was not done in time, or is not done and the time is over."""
        return (self.met_at or now) > self.due


def deadlines(incident: Incident, notes: Iterable[IncidentNote]) -> tuple[Deadline, ...]:
    """Return every clock that this incident started, in order; `notes` are its own, in order."""
    lines = tuple(notes)
    told = _first(lines, Done.TOLD_ICO, Done.NOT_TO_ICO)
    ico = Deadline(
        "Tell the ICO, or write down why it need not be told",
        "72 hours from when it was noticed: UK GDPR art. 33",
        incident.noticed_at + TELL_ICO,
        told,
    )
    complained = _complained(incident, lines)
    if complained is None:
        return (ico,)
    acknowledged = Deadline(
        "Acknowledge the complaint, then act without undue delay",
        "30 days from when it came in: Data Protection Act 2018 s. 164A",
        complained + ACKNOWLEDGE,
        _first(lines, Done.ACKNOWLEDGED),
    )
    return (ico, acknowledged)


def post_about(incident: Incident, notes: Iterable[IncidentNote]) -> str:
    """Return the id of the post that an incident is about; what was said last counts."""
    said = [note.about for note in notes if note.done is Done.ABOUT]
    return said[-1] if said else incident.about


def closed_at(notes: Iterable[IncidentNote]) -> datetime | None:
    """Return when the incident was closed, if it was."""
    return _first(tuple(notes), Done.CLOSED)


def _complained(incident: Incident, lines: tuple[IncidentNote, ...]) -> datetime | None:
    if incident.kind is IncidentKind.COMPLAINT:
        return incident.noticed_at
    return _first(lines, Done.COMPLAINT)


def _first(lines: tuple[IncidentNote, ...], *done: Done) -> datetime | None:
    return min((line.at for line in lines if line.done in done), default=None)
