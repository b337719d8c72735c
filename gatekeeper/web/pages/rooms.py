"""Everything that is not on the way of a post: one line for each room that somebody may enter."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from gatekeeper.desk.concerns.read_concerns import waiting_concerns
from gatekeeper.desk.rights.access_requests import undecided_requests
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Room:
    """A room's address, name, what is done in it, and which duties show it to somebody."""

    path: str
    name: str
    what: str
    duties: frozenset[Duty]


ROOMS = (
    Room(
        "/announce",
        "Make a notice",
        "Closed, called off: a card in a minute, from signed words.",
        frozenset({Duty.ISSUE_NOTICE}),
    ),
    Room(
        "/stand-ins",
        "Who stands in",
        "Appoint who signs off while the headteacher is away.",
        frozenset({Duty.APPOINT}),
    ),
    Room(
        "/roll-call",
        "Roll call",
        "Whether rolls may be called, or every face has to be named.",
        frozenset({Duty.SWITCH_ROLL_CALL}),
    ),
    Room(
        "/glass",
        "Break the glass",
        "Whoever publishes is away, and it cannot wait.",
        frozenset({Duty.BREAK_GLASS}),
    ),
    Room(
        "/incidents",
        "Incidents",
        "What went wrong: clocks, steps, numbers.",
        frozenset({Duty.KEEP_INCIDENTS}),
    ),
    Room(
        "/audits",
        "Audits",
        "What is published already, judged by the rules of today, and worked through.",
        frozenset({Duty.AUDIT, Duty.READ_REPORTS}),
    ),
    Room(
        "/take-downs",
        "Take down",
        "Posts that are to come down, until each was seen gone.",
        frozenset({Duty.TAKE_DOWN}),
    ),
    Room(
        "/office",
        "Office",
        "The register, consents that end soon, children who left.",
        frozenset({Duty.KEEP_REGISTER}),
    ),
    Room("/dsl", "DSL room", "Holds and concerns.", frozenset({Duty.HOLD})),
    Room(
        "/data-protection",
        "Data protection",
        "What is due, the lock on faces, how long things are kept, models.",
        frozenset({Duty.SET_RETENTION}),
    ),
    Room(
        "/data-protection/complaints",
        "Complaints about data",
        "Received, acknowledged, answered.",
        frozenset({Duty.KEEP_COMPLAINTS}),
    ),
    Room(
        "/data-protection/children",
        "What a parent may ask",
        "Everything about a child as one file; erasing a child.",
        frozenset({Duty.ERASE}),
    ),
    Room(
        "/data-protection/requests",
        "Requests for what is kept",
        "Received, due, answered; a month runs.",
        frozenset({Duty.ANSWER_ACCESS}),
    ),
    Room(
        "/data-protection/shut",
        "Stop telling faces apart",
        "Shuts the lock and destroys what was measured.",
        frozenset({Duty.SHUT_LOCK}),
    ),
    Room("/report", "Report", "A term in numbers, without names.", frozenset({Duty.READ_REPORTS})),
    Room(
        "/rules", "Rule book", "What every post is looked at for, in plain words.", frozenset(Duty)
    ),
    Room(
        "/concern",
        "Raise a concern",
        "It goes only to DSLs whom it is not about.",
        frozenset({Duty.RAISE_CONCERN}),
    ),
    Room(
        "/e-mails",
        "E-mails to you",
        "Where you are told that a post waits, or came back.",
        frozenset({Duty.APPROVE, Duty.SUBMIT, Duty.WRITE}),
    ),
    Room("/keys", "Keys", "Who signs with what; invite, or end a key.", frozenset({Duty.ENROL})),
    Room("/tablet", "Tablet", "Make this browser the school's tablet.", frozenset({Duty.ENROL})),
)


def page(visit: Visit) -> Response:
    """List the rooms."""
    mine = [room for room in ROOMS if visit.may(*room.duties)]
    with visit.site.app.records.begin() as uow:
        concerns = waiting_concerns(uow, visit.actor)
        undecided = len(undecided_requests(uow, visit.actor))
    return visit.show("rooms.html", rooms=mine, concerns=concerns, undecided=undecided)


DOORS = (Door("GET", "/rooms", page),)
