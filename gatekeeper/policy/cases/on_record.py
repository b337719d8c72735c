"""What is on record in a case: permissions, agreements, the register, trips, channels, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from gatekeeper.domain.channel import ChannelName, ChannelRecord
from gatekeeper.domain.dossier import AdultPermission
from gatekeeper.domain.known_picture import Fate, SeenBefore
from gatekeeper.domain.permission import Permission
from gatekeeper.domain.register import RegisterState, Use
from gatekeeper.domain.release import Published
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.worker import Worker
from gatekeeper.policy.cases.harmless import NOON, ON_RECORD
from gatekeeper.policy.cases.told import Told

Channels = Sequence[ChannelName]


def permissions(
    pupils: Sequence[str], given: Sequence[str], channels: Channels
) -> tuple[Permission, ...]:
    """Read `pupil use [channel]`; whatever is not given is no."""
    yes = {tuple(line.split()) for line in given}
    return tuple(
        Permission(p, c, use, bool({(p, use.value), (p, use.value, c.value)} & yes))
        for p in pupils
        for c in channels
        for use in Use
    )


def agreements(
    adults: Sequence[str], given: Sequence[str], channels: Channels
) -> tuple[AdultPermission, ...]:
    """Read `adult [channel]`; whoever is not named did not agree."""
    return tuple(
        AdultPermission(a, c, a in given or f"{a} {c.value}" in given)
        for a in adults
        for c in channels
    )


def seen_before(table: Mapping[str, Any]) -> SeenBefore:
    """Read a picture that is known, twenty days old."""
    told = Told("a picture seen before", table)
    fate, bits = Fate[told.need("fate").upper()], told.need("bits")
    picture = f"picture-{told.take('picture', 1)}"
    told.close()
    return SeenBefore(picture, fate, bits, NOON - timedelta(days=20))


def register(table: Mapping[str, Any]) -> RegisterState:
    """Read how many pupils the register has, and how many school days old it is."""
    told = Told("the register", table)
    state = RegisterState(told.need("pupils"), NOON, told.take("age"))
    told.close()
    return state


def trip(table: Mapping[str, Any]) -> Trip:
    """Read a trip that began four hours ago and was to end an hour ago, or so many days before."""
    told = Told("a trip", table)
    name = told.need("id")
    noon = NOON - timedelta(days=told.take("days_ago", 0))
    made = Trip(
        id=told.take("found", name),
        name=told.take("name", "Zoo"),
        place=told.take("place", "Zoo"),
        groups=frozenset(told.take("groups", ["Year 4"])),
        starts=noon - timedelta(hours=4),
        ends=noon - timedelta(hours=1),
        leader="teacher",
        all_back_at=noon if told.take("back") else None,
        news=tuple(told.take("news", [])),
    )
    told.take("known")
    told.close()
    return made


def records(channels: Channels, table: Mapping[str, Any]) -> tuple[ChannelRecord, ...]:
    """Return the record of each channel, or of only one; an empty text is no day."""
    told = Told("the channels' records", table)
    only = told.take("only", "")
    days = {field: told.day(field, otherwise=day) for field, day in ON_RECORD.items()}
    told.close()
    wanted = [channel for channel in channels if only in ("", channel)]
    return tuple(ChannelRecord(channel, "oakfield", **days) for channel in wanted)


def worker(table: Mapping[str, Any]) -> Worker:
    """Read somebody who wrote the post or may upload it."""
    told = Told("a worker", table)
    who = told.need("id")
    wrote, uploads = (
        told.whether("wrote", otherwise=False),
        told.whether("uploads", otherwise=False),
    )
    made = Worker(who, who.title(), wrote, uploads, told.take("read"), told.take("signed"))
    told.close()
    return made


def past(line: str) -> tuple[date, Published]:
    """Read `day place` of a published post."""
    day, _, place = line.partition(" ")
    traits = {"place": place} if place else {}
    made = Published(line, "", ChannelName.INSTAGRAM, "", NOON, "deputy", "", traits=traits)
    return date.fromisoformat(day), made
