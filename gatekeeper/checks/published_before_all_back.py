"""A post that is out went out while not everybody was back from the trip that it is about.

Policy: clause O20. Rule data: rules/audit/A04_published_before_all_back.toml.

Reads: when the post went out, every trip, when somebody said *all back*, the place that is tagged
or that the release's trip went to, and what else speaks for the post's being about a trip.
Does not read: the planned end; coaches are late, and *all back* may have been said long after it.
Drafts (trip_not_over.py, trip_not_declared.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.live import Live, WentOut, gathered
from gatekeeper.domain.outing import names_place, sign_of
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import at_clock


class Found(Outcome):
    """What this check can find."""

    STILL_AWAY = "still_away", Verdict.BLOCK
    BEFORE_ALL_BACK = "before_all_back", Verdict.ASK
    PERHAPS = "perhaps", Verdict.ASK
    TIME_UNKNOWN = "time_unknown", Verdict.UNCHECKED


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each trip that was not over when the post about it went out."""
    live = gathered(dossier.live)
    if live.went_out is None:
        return
    for trip in live.trips:
        certain = _there(live, trip) or names_place(dossier, trip)
        if certain or sign_of(dossier, trip) is not None:
            yield _hit(live.went_out, trip, certain=certain)


def _there(live: Live, trip: Trip) -> bool:
    return bool(trip.place) and live.place.casefold() == trip.place.casefold()


def _hit(out: WentOut, trip: Trip, *, certain: bool) -> Hit:
    words = {"trip": trip.name, "when": at_clock(out.earliest)}
    if not trip.lasted_throughout(out.earliest, out.latest):
        return Hit(Found.TIME_UNKNOWN, trip.id, {"trip": trip.name})
    if not certain:
        return Hit(Found.PERHAPS, trip.id, words)
    if trip.all_back_at is None:
        return Hit(Found.STILL_AWAY, trip.id, {"trip": trip.name})
    back = trip.all_back_at.astimezone(out.earliest.tzinfo)
    return Hit(Found.BEFORE_ALL_BACK, trip.id, {**words, "back": at_clock(back)})


_TRIP, _WHEN = frozenset({"trip"}), frozenset({"trip", "when"})
check = Check(
    name="published_before_all_back",
    outcomes=Found,
    run=run,
    words={
        Found.STILL_AWAY: _TRIP,
        Found.BEFORE_ALL_BACK: _WHEN | {"back"},
        Found.PERHAPS: _WHEN,
        Found.TIME_UNKNOWN: _TRIP,
    },
    applies=frozenset({Applies.PUBLISHED}),
)
