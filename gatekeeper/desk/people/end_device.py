"""A tablet is lost or given away: it may fetch nothing any more, from this moment."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.end_key import close
from gatekeeper.desk.people.find_person import open_keys
from gatekeeper.desk.posts.void import end_grant
from gatekeeper.domain.people import Device, Duty
from gatekeeper.domain.release import GrantEnd
from gatekeeper.errors import NotFound
from gatekeeper.ports import UnitOfWork


def end_device(uow: UnitOfWork, actor: Actor, device_id: str) -> Device:
    """End a device, its keys, grants and sessions; whatever it had fetched is asked about.

    Anybody on the staff may pull this cord: a tablet lost on a Friday cannot wait for Monday.

    Raises:
        NotAllowed: not on the staff.
        NotFound: there is no such device, or it has ended.
    """
    actor.require(uow, Duty.RECALL)
    device = uow.devices.get(device_id)
    if device is None or device.ended_at is not None:
        raise NotFound("There is no such device to end.", "List the devices.")
    for key in open_keys(uow, device.id):
        close(uow, actor.id, key)
    for session in uow.sessions.all():
        if session.device == device.id and session.ended_at is None:
            over = replace(session, ended_at=uow.now)
            uow.sessions.put(over, seen=uow.sessions.version(session.id))
    for grant in uow.grants.all():
        if grant.device == device.id and grant.ended is None:
            end_grant(uow, grant, GrantEnd.VOID)
    ended = replace(device, ended_at=uow.now)
    uow.devices.put(ended, seen=uow.devices.version(device.id))
    uow.ledger.append("device.ended", actor=actor.id, subject=device.id)
    return ended
