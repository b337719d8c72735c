"""The post is about a trip from which not everybody is back.

Policy: clause O20. Rule data: rules/trips/T01_trip_not_over.toml.

Reads: the trip that the post names, and whether somebody said *all back*.
Does not read: the clock and the planned end; coaches are late. News that part of the group is back,
because the rest is still where the post says. A trip that the post does not name.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NOT_ALL_BACK = "not_all_back", Verdict.WAIT
    UNKNOWN_TRIP = "unknown_trip", Verdict.UNCHECKED


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit while the trip lasts, or if there is no record of it."""
    wanted, trip = dossier.post.trip, dossier.trip
    if wanted is None:
        return
    if trip is None or trip.id != wanted:
        yield Hit(Found.UNKNOWN_TRIP, wanted, fixes=(Fix(FixKind.ENTER_TRIP, wanted),))
    elif trip.all_back_at is None:
        back = (Fix(FixKind.ALL_BACK, trip.id),)
        yield Hit(Found.NOT_ALL_BACK, trip.id, {"trip": trip.name}, back, f"trip:{trip.id}")


check = Check(
    name="trip_not_over",
    outcomes=Found,
    run=run,
    words={Found.NOT_ALL_BACK: frozenset({"trip"}), Found.UNKNOWN_TRIP: frozenset()},
    applies=frozenset({Applies.DRAFT}),
)
