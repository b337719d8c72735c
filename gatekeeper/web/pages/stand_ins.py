"""Who signs off in the headteacher's place: appointed beforehand, with dates, in her own hand."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from gatekeeper.desk.people.appoint_stand_in import Appointment, appoint_stand_in, end_stand_in
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.school import School
from gatekeeper.domain.people import Duty
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.step_up import step_up
from gatekeeper.web.visit import Visit

APPOINTERS = frozenset({Duty.APPOINT})


def page(visit: Visit) -> Response:
    """Show who stands in, who will and who did, and offer to appoint somebody."""
    with visit.site.app.records.begin() as uow:
        today = School.day(uow.now)
        names = {person.id: person.name for person in uow.people.all()}
        every = sorted(uow.stand_ins.all(), key=lambda item: item.first_day, reverse=True)
        may = [
            person
            for person in uow.people.all()
            if person.ended_at is None
            and not person.may(Duty.APPROVE)
            and open_keys(uow, person.id)
        ]
    over = [item for item in every if item.ended_at is not None or item.last_day < today]
    standing = [item for item in every if item not in over]
    return visit.show(
        "stand_ins.html", today=today, names=names, standing=standing, over=over, people=may
    )


def appoint(visit: Visit) -> Response:
    """Appoint somebody, signed with the passphrase in this very form."""
    first, last = _day(visit, "first_day"), _day(visit, "last_day")
    actor = step_up(visit)
    with visit.site.app.records.begin() as uow:
        appoint_stand_in(uow, actor, Appointment(visit.text("person"), first, last))
    return visit.go("/stand-ins")


def _day(visit: Visit, name: str) -> date:
    try:
        return date.fromisoformat(visit.text(name))
    except ValueError as error:
        raise UsageError("Give the first and the last day.", "Choose both days.") from error


def end(visit: Visit) -> Response:
    """End an appointment before its last day."""
    with visit.site.app.records.begin() as uow:
        end_stand_in(uow, visit.actor, visit.path("stand_in"))
    return visit.go("/stand-ins")


DOORS = (
    Door("GET", "/stand-ins", page, APPOINTERS),
    Door("POST", "/stand-ins", appoint, APPOINTERS),
    Door("POST", "/stand-ins/{stand_in}/end", end, APPOINTERS),
)
