"""Who signs off in the headteacher's place: appointed beforehand, with dates, in her own hand."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from gatekeeper.desk.people.appoint_stand_in import (
    Appointment,
    appoint_stand_in,
    appointment_to_sign,
    end_stand_in,
)
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.school import School
from gatekeeper.domain.people import Duty
from gatekeeper.errors import UsageError
from gatekeeper.web.doors import Door
from gatekeeper.web.passkeys import Message, asked_to_sign, how_signed, signing
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
        "stand_ins.html",
        today=today,
        names=names,
        standing=standing,
        over=over,
        people=may,
        **how_signed(visit),
    )


def ask(visit: Visit) -> Response:
    """Ask the headteacher's passkey to sign an appointment, which gets its id now."""
    with visit.site.app.records.begin() as uow:
        command = _command(visit, uow.mint())
    return asked_to_sign(visit, _appointment(visit, command), command.id)


def appoint(visit: Visit) -> Response:
    """Appoint somebody, signed with what came in this very form."""
    command = _command(visit, visit.text("question"))
    signing(
        visit,
        _appointment(visit, command),
        lambda uow, actor: appoint_stand_in(uow, actor, command),
    )
    return visit.go("/stand-ins")


def _command(visit: Visit, new: str) -> Appointment:
    first, last = _day(visit, "first_day"), _day(visit, "last_day")
    return Appointment(visit.text("person"), first, last, new)


def _appointment(visit: Visit, command: Appointment) -> Message:
    return lambda uow, _: appointment_to_sign(uow, visit.actor, command)


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
    Door("POST", "/stand-ins/ask", ask, APPOINTERS),
    Door("POST", "/stand-ins", appoint, APPOINTERS),
    Door("POST", "/stand-ins/{stand_in}/end", end, APPOINTERS),
)
