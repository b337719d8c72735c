"""Entering a trip, so that posts about it wait until everybody is back (clause O20)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from gatekeeper.desk.actor import Actor
from gatekeeper.desk.people.find_person import active_person
from gatekeeper.desk.register.find_groups import as_registered
from gatekeeper.domain.people import Duty
from gatekeeper.domain.trip import Trip
from gatekeeper.errors import UsageError
from gatekeeper.ports import UnitOfWork

SHORT_NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")


@dataclass(frozen=True, slots=True)
class TripPlan:
    """Name, place, the groups that go, start and planned end with their zone, and the leader."""

    name: str
    place: str
    groups: frozenset[str]
    starts: datetime
    ends: datetime
    leader: str
    id: str = ""
    """A short name to refer to it by; one is made up where there is none."""


def plan_trip(uow: UnitOfWork, actor: Actor, plan: TripPlan) -> Trip:
    """Put a trip on record. A residential is one trip, from leaving to the last child back.

    Raises:
        NotAllowed: not on the staff.
        NotFound: the leader is nobody who works with gatekeeper, or nobody is in a group.
        UsageError: something is missing, a time has no zone, or the end is not after the start.
    """
    actor.require(uow, Duty.PLAN_TRIP)
    name, place = plan.name.strip(), plan.place.strip()
    if not (name and place and plan.groups):
        raise UsageError("A trip needs a name, a place and the groups that go.")
    if plan.starts.tzinfo is None or plan.ends.tzinfo is None:
        raise UsageError("Say the trip's times with their zone.")
    if plan.ends <= plan.starts:
        raise UsageError("A trip ends after it starts.")
    groups, leader = as_registered(uow, plan.groups), active_person(uow, plan.leader)
    trip_id = _free_id(uow, plan.id)
    trip = Trip(trip_id, name, place, groups, plan.starts, plan.ends, leader.id)
    uow.trips.put(trip)
    uow.ledger.append("trip.planned", actor=actor.id, subject=trip.id)
    return trip


def _free_id(uow: UnitOfWork, wanted: str) -> str:
    """Return an id that no trip has. It stands in the ledger, so it is short and plain."""
    if not wanted:
        return uow.mint()
    if not SHORT_NAME.fullmatch(wanted):
        raise UsageError("A trip's id is made of small letters, digits and dashes, 40 at most.")
    if uow.trips.get(wanted) is not None:
        raise UsageError(f"There is a trip called {wanted} already.", "Give this one another id.")
    return wanted
