"""What the school has on file about a channel, each date set by whose duty it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.school import School
from gatekeeper.domain.canonical import digest
from gatekeeper.domain.channel import ChannelRecord
from gatekeeper.domain.people import Duty, Role
from gatekeeper.errors import NotAllowed, UsageError
from gatekeeper.ports import UnitOfWork

_DSLS = frozenset({Role.DSL, Role.DEPUTY_DSL})
OWN: Mapping[str, frozenset[Role]] = {
    "risk_assessed": _DSLS,
    "review_by": _DSLS,
    "tool_risk_assessed": _DSLS,
    "approved_by_headteacher": frozenset({Role.HEADTEACHER}),
}
"""Dates that only these roles may set: the DSL assesses (G3), the headteacher approves (O3)."""


def keep_channel_record(uow: UnitOfWork, actor: Actor, record: ChannelRecord) -> ChannelRecord:
    """Put a channel's record in place of the one before.

    Raises:
        NotAllowed: neither leadership nor DSL, or a date that another role sets.
        UsageError: no account, a date to come, or a review before its assessment.
    """
    actor.require(uow, Duty.KEEP_CHANNELS)
    before = uow.channels.get(record.name.value) or ChannelRecord(record.name, "")
    _plausible(record, School.day(uow.now))
    for field, roles in OWN.items():
        changed = getattr(record, field) != getattr(before, field)
        if changed and not actor.person.roles & roles:
            raise NotAllowed(
                f"{actor.person.name} may not set {field.replace('_', ' ')}.",
                f"Ask somebody who is {' or '.join(sorted(roles)).replace('_', ' ')}.",
            )
    uow.channels.put(record, seen=uow.channels.version(record.name.value))
    details = {"record": digest("channel-record", record)}
    uow.ledger.append(
        "channel.recorded", actor=actor.id, subject=record.name.value, details=details
    )
    return record


def _plausible(record: ChannelRecord, today: date) -> None:
    if not record.account.strip():
        raise UsageError("A channel's record names the account.")
    for name in (f.name for f in fields(record)):
        value = getattr(record, name)
        if name != "review_by" and isinstance(value, date) and value > today:
            raise UsageError(f"The day of {name.replace('_', ' ')} lies ahead; enter it when done.")
    assessed, review = record.risk_assessed, record.review_by
    if review is not None and (assessed is None or review <= assessed):
        raise UsageError("The review comes after the day of the risk assessment.")
