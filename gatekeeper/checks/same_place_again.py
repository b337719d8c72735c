"""The post shows a habit: the same weekday and the same place, several times in twelve weeks.

Policy: clause O20 and clause P1; that a habit gives away where children will be is ours. Rule data:
rules/trips/T06_same_place_again.toml.

Reads: the place of the trip that the post names, the weekday on which it may go out, and what
was published in the last twelve weeks, on any channel.
Does not read: posts about no trip. What was published elsewhere and never read by the audit: where
the history has a long gap, it says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.history import busiest
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    HABIT = "habit", Verdict.ASK
    HISTORY_GAP = "history_gap", Verdict.NOTE


@dataclass(frozen=True, slots=True)
class Params:
    """How many posts make a habit, and how long a gap in the history is said."""

    times: int = between(2, 6, default=3, unit="posts in twelve weeks")
    gap_days: int = between(14, 84, default=45, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit if this post would complete a habit, and one if the history has a gap."""
    trip = dossier.trip
    if trip is None:
        return
    wanted = dossier.post.wanted_at
    day = max(dossier.today, wanted.date()) if wanted else dossier.today
    times = len(busiest(dossier.history.same(trip.place, day.weekday()), day))
    if times >= params.times:
        words = {"times": str(times), "place": trip.place, "weekday": f"{day:%A}"}
        yield Hit(Found.HABIT, trip.id, words, (Fix(FixKind.WAIT_FOR, "another weekday"),))
    elif dossier.history.gap > params.gap_days:
        yield Hit(Found.HISTORY_GAP, "history", {"days": str(dossier.history.gap)})


check = Check(
    name="same_place_again",
    outcomes=Found,
    run=run,
    words={
        Found.HABIT: frozenset({"times", "place", "weekday"}),
        Found.HISTORY_GAP: frozenset({"days"}),
    },
    params=Params,
    applies=frozenset({Applies.DRAFT}),
)
