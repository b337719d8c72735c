"""Enrolling the tablet: only a device with a key of its own may fetch what was signed off (G2)."""

from __future__ import annotations

from dataclasses import replace

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.enrol_key import NOUN, KeyMaker, new_key, record, statement
from gatekeeper.desk.signature import own_key, sign
from gatekeeper.domain.people import Device, Duty
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork


def enrol_device(uow: UnitOfWork, actor: Actor, name: str, make_key: KeyMaker) -> Device:
    """Put a tablet on record with a key that the headteacher signed.

    Raises:
        NotAllowed: not the headteacher, or without a fresh step-up.
        UsageError: no name, a name in use, or a key that cannot be enrolled.
    """
    actor.require(uow, Duty.ENROL)
    own_key(uow, actor)
    clean = name.strip()
    if not clean or any(d.name == clean and d.ended_at is None for d in uow.devices.all()):
        raise UsageError("A device needs a name that no other device has.")
    device = Device(uow.mint(), clean, uow.now, actor.id)
    key = replace(new_key(uow, make_key, device.id), sealing="")
    signature = sign(uow, actor, NOUN, statement(key, frozenset()))
    uow.devices.put(device)
    uow.ledger.append("device.enrolled", actor=actor.id, subject=device.id)
    record(uow, key, actor.id, signature.details)
    return device
