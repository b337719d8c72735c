"""A family withdraws: written down at once, for as many channels and uses as they said."""

from __future__ import annotations

from dataclasses import dataclass

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.register.permission_changed import permission_changed, published_showing
from gatekeeper.desk.school import School
from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.people import Duty
from gatekeeper.domain.register import Consent, ConsentState, Use
from gatekeeper.domain.release import Published
from gatekeeper.errors import NotFound, UsageError
from gatekeeper.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Which pupil (by id), from what, who said so, and where the paper is if there is one."""

    pupil: str
    said_by: str
    channels: frozenset[ChannelName] = frozenset(ChannelName)
    uses: frozenset[Use] = frozenset(Use)
    paper: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """What it caused: posts whose sign-off is void now, and what is live and may show the child."""

    voided: tuple[str, ...]
    published: tuple[Published, ...]


def withdraw_consent(uow: UnitOfWork, actor: Actor, command: Withdrawal) -> Withdrawn:
    """Write the withdrawal down, void what it touches, list what is published.

    No register file gives it back by itself: somebody has to say that the family agreed again.

    Raises:
        NotAllowed: not on the staff and not the DPO.
        NotFound: the child is not on the register.
        UsageError: nobody said so, or no channel or use is named.
    """
    actor.require(uow, Duty.RECORD_CONSENT)
    if uow.pupils.get(command.pupil) is None:
        raise NotFound("This child is not on the register.")
    if not (command.said_by.strip() and command.channels and command.uses):
        raise UsageError("Say who withdraws, and for which channels and uses.")
    for channel in sorted(command.channels):
        for use in sorted(command.uses):
            uow.consents.put(_withdrawn(uow, actor, command, (channel, use)))
    voided = permission_changed(uow, [command.pupil])
    return Withdrawn(voided, published_showing(uow, command.pupil))


def _withdrawn(
    uow: UnitOfWork, actor: Actor, command: Withdrawal, what: tuple[ChannelName, Use]
) -> Consent:
    channel, use = what
    return Consent(
        id=uow.mint(),
        pupil=command.pupil,
        channel=channel,
        use=use,
        state=ConsentState.WITHDRAWN,
        recorded_at=uow.now,
        given_on=School.day(uow.now),
        given_by=command.said_by.strip(),
        paper=command.paper.strip(),
        recorded_by=actor.id,
    )
