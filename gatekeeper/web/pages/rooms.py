"""Everything that is not on the way of a post: one line for each room that somebody may enter."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from gatekeeper.desk.concerns.read_concerns import waiting_concerns
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


KEEPERS = frozenset({Duty.KEEP_REGISTER})
ROOMS = (
    Room(
        "/stand-ins",
        "Who stands in",
        "Appoint who signs off while the headteacher is away.",
        frozenset({Duty.APPOINT}),
    ),
    Room(
        "/glass",
        "Break the glass",
        "Whoever publishes is away, and it cannot wait.",
        frozenset({Duty.BREAK_GLASS}),
    ),
    Room(
        "/announce",
        "Make a notice",
        "Closed, called off: a card in a minute, from signed words.",
        frozenset({Duty.ISSUE_NOTICE}),
    ),
    Room(
        "/incidents",
        "Incidents",
        "What went wrong: clocks, steps, numbers.",
        frozenset({Duty.KEEP_INCIDENTS}),
    ),
    Room("/office", "Office", "The register, consents that end soon, children who left.", KEEPERS),
    Room("/dsl", "DSL room", "Holds and concerns.", frozenset({Duty.HOLD})),
    Room(
        "/concern",
        "Raise a concern",
        "It goes only to DSLs whom it is not about.",
        frozenset({Duty.RAISE_CONCERN}),
    ),
)


def page(visit: Visit) -> Response:
    """List the rooms."""
    mine = [room for room in ROOMS if visit.may(*room.duties)]
    with visit.site.app.records.begin() as uow:
        concerns = waiting_concerns(uow, visit.actor)
    return visit.show("rooms.html", rooms=mine, concerns=concerns)


DOORS = (Door("GET", "/rooms", page),)
