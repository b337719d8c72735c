"""A family gives its consent on paper: the office writes it down without waiting for a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.register.permission_changed import permission_changed
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import Consent, ConsentState, Use
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Agreement:
    """Which pupil (by id), to what, who signed, from when to when, and where the paper is."""

    pupil: str
    channels: frozenset[ChannelName]
    uses: frozenset[Use]
    given_by: str
    given_on: date
    paper: str
    until: date | None = None


def record_consent(uow: UnitOfWork, actor: Actor, command: Agreement) -> tuple[str, ...]:
    """Write the consent down; return the posts whose sign-off is void because of it.

    It takes the place of whatever the family said before, also of what was withdrawn at the desk.
    The next register file has its say again: a no or a blank in it counts.

    Raises:
        NotAllowed: neither the office nor leadership.
        NotFound: the child is not on the register.
        UsageError: nobody signed, the paper or what it is for is missing, or the days cannot be.
    """
    actor.require(uow, Duty.KEEP_REGISTER)
    if uow.pupils.get(command.pupil) is None:
        raise NotFound("This child is not on the register.")
    _require_whole(command, School.day(uow.now))
    for channel in sorted(command.channels):
        for use in sorted(command.uses):
            uow.consents.put(_given(uow, actor, command, (channel, use)))
    return permission_changed(uow, [command.pupil])


def _require_whole(command: Agreement, today: date) -> None:
    if not (command.channels and command.uses):
        raise UsageError("Say for which channels and uses the family agreed.")
    if not (command.given_by.strip() and command.paper.strip()):
        raise UsageError("Say who signed, and where the paper is kept.")
    if command.given_on > today:
        raise UsageError("The day on which the family agreed lies in the future.")
    if command.until is not None and command.until < command.given_on:
        raise UsageError("The consent would end before it begins.")


def _given(
    uow: UnitOfWork, actor: Actor, command: Agreement, what: tuple[ChannelName, Use]
) -> Consent:
    channel, use = what
    return Consent(
        id=uow.mint(),
        pupil=command.pupil,
        channel=channel,
        use=use,
        state=ConsentState.GIVEN,
        recorded_at=uow.now,
        given_on=command.given_on,
        until=command.until,
        given_by=command.given_by.strip(),
        paper=command.paper.strip(),
        recorded_by=actor.id,
    )
