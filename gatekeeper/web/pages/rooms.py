"""Everything that is not on the way of a post: one line for each room that somebody may enter."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from starlette.responses import Response

from gatekeeper.desk.concerns.read_concerns import waiting_concerns
from gatekeeper.desk.rights.access_requests import undecided_requests
from gatekeeper.domain.people import Duty
from gatekeeper.web.doors import Door
from gatekeeper.web.visit import Visit


class Part(Enum):
    """What a room is about: the headings of the list, what is pressing first."""

    WRONG = "When something is wrong"
    POSTS = "Posts"
    CHILDREN = "Children and families"
    DATA = "Data protection"
    SCHOOL = "Setting up"


@dataclass(frozen=True, slots=True)
class Room:
    """A room: what it is about, address, name, what is done in it, which duties show it."""

    part: Part
    path: str
    name: str
    what: str
    duties: frozenset[Duty]


ROOMS = (
    Room(
        Part.POSTS,
        "/announce",
        "Make a notice",
        "Closed, called off: a card in a minute, from signed words.",
        frozenset({Duty.ISSUE_NOTICE}),
    ),
    Room(
        Part.SCHOOL,
        "/stand-ins",
        "Who stands in",
        "Appoint who signs off while the headteacher is away.",
        frozenset({Duty.APPOINT}),
    ),
    Room(
        Part.SCHOOL,
        "/roll-call",
        "Roll call",
        "Whether rolls may be called, or every face has to be named.",
        frozenset({Duty.SWITCH_ROLL_CALL}),
    ),
    Room(
        Part.WRONG,
        "/glass",
        "Step in to publish",
        "Whoever publishes is away, and it cannot wait.",
        frozenset({Duty.BREAK_GLASS}),
    ),
    Room(
        Part.WRONG,
        "/incidents",
        "Incidents",
        "What went wrong: clocks, steps, numbers.",
        frozenset({Duty.KEEP_INCIDENTS}),
    ),
    Room(
        Part.POSTS,
        "/audits",
        "Audits",
        "What is published already, judged by the rules of today, and worked through.",
        frozenset({Duty.AUDIT, Duty.READ_REPORTS}),
    ),
    Room(
        Part.WRONG,
        "/take-downs",
        "Take down",
        "Posts that are to come down, until each was seen gone.",
        frozenset({Duty.TAKE_DOWN}),
    ),
    Room(
        Part.CHILDREN,
        "/office",
        "Office",
        "The register, consents that end soon, children who left.",
        frozenset({Duty.KEEP_REGISTER}),
    ),
    Room(Part.CHILDREN, "/dsl", "DSL room", "Holds and concerns.", frozenset({Duty.HOLD})),
    Room(
        Part.DATA,
        "/data-protection",
        "Data protection",
        "What is due, the lock on faces, how long things are kept, models.",
        frozenset({Duty.SET_RETENTION}),
    ),
    Room(
        Part.DATA,
        "/data-protection/complaints",
        "Complaints about data",
        "Received, acknowledged, answered.",
        frozenset({Duty.KEEP_COMPLAINTS}),
    ),
    Room(
        Part.DATA,
        "/data-protection/children",
        "What a parent may ask",
        "Everything about a child as one file; erasing a child.",
        frozenset({Duty.ERASE}),
    ),
    Room(
        Part.DATA,
        "/data-protection/requests",
        "Requests for what is kept",
        "Received, due, answered; a month runs.",
        frozenset({Duty.ANSWER_ACCESS}),
    ),
    Room(
        Part.DATA,
        "/data-protection/shut",
        "Stop telling faces apart",
        "Shuts the lock and destroys what was measured.",
        frozenset({Duty.SHUT_LOCK}),
    ),
    Room(
        Part.POSTS,
        "/report",
        "Report",
        "A term in numbers, without names.",
        frozenset({Duty.READ_REPORTS}),
    ),
    Room(
        Part.POSTS,
        "/rules",
        "Rule book",
        "What every post is looked at for, in plain words.",
        frozenset(Duty),
    ),
    Room(
        Part.CHILDREN,
        "/concern",
        "Raise a concern",
        "It goes only to DSLs whom it is not about.",
        frozenset({Duty.RAISE_CONCERN}),
    ),
    Room(
        Part.SCHOOL,
        "/e-mails",
        "E-mails to you",
        "Where you are told that a post waits, or came back.",
        frozenset({Duty.APPROVE, Duty.SUBMIT, Duty.WRITE}),
    ),
    Room(
        Part.SCHOOL,
        "/keys",
        "Keys",
        "Who signs with what; invite, or end a key.",
        frozenset({Duty.ENROL}),
    ),
    Room(
        Part.SCHOOL,
        "/tablet",
        "Tablet",
        "Make this browser the school's tablet.",
        frozenset({Duty.ENROL}),
    ),
)


def page(visit: Visit) -> Response:
    """List the rooms by what they are about; what nobody here may enter has no heading."""
    mine = [room for room in ROOMS if visit.may(*room.duties)]
    with visit.site.app.records.begin() as uow:
        concerns = waiting_concerns(uow, visit.actor)
        undecided = len(undecided_requests(uow, visit.actor))
    parts = {part: own for part in Part if (own := [room for room in mine if room.part is part])}
    return visit.show("rooms.html", parts=parts, concerns=concerns, undecided=undecided)


DOORS = (Door("GET", "/rooms", page),)
