"""Posts that are out give away a habit: one place on one weekday, several times in twelve weeks.

Policy: clause O20 and clause P1; that a habit gives away where children will be is ours. Rule data:
rules/audit/A05_whereabouts_pattern.toml.

Reads: the place that is tagged or that the release's trip went to, the weekday and hour on which
the post went out, and all that went out in the twelve weeks before it and after it.
Does not read: a draft, which may complete a habit (same_place_again.py). Places that only the words
name. Whether an archive tells places at all: where it does not, the audit counts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Applies, Check, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.history import busiest
from gatekeeper.domain.live import WentOut, gathered
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed


class Found(Outcome):
    """What this check can find."""

    SAME_HOUR = "same_hour", Verdict.ASK
    SAME_DAY = "same_day", Verdict.ASK
    DAY_UNKNOWN = "day_unknown", Verdict.UNCHECKED


@dataclass(frozen=True, slots=True)
class Params:
    """How many posts make a habit."""

    times: int = between(2, 6, default=3, unit="posts in twelve weeks")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit if the post is one of a habit, or if nobody knows on which day it went out."""
    live = gathered(dossier.live)
    if live.place and live.went_out is None:
        yield Hit(Found.DAY_UNKNOWN, "place", {"place": live.place})
    elif live.place and live.went_out is not None:
        yield from _habit(dossier, live.place, live.went_out, params.times)


def _habit(dossier: Dossier, place: str, out: WentOut, times: int) -> Iterator[Hit]:
    alike = dossier.history.at(place, out.day.weekday())
    days = busiest((past.day for past in alike), out.day)
    if len(days) < times:
        return
    words = {"times": str(len(days)), "place": place, "weekday": f"{out.day:%A}"}
    hours = {past.hour for past in alike if past.day in days} | {out.hour}
    if len(hours) == 1 and out.hour is not None:
        told = {**words, "hours": listed((f"{out.hour}:00", f"{out.hour + 1}:00"))}
        yield Hit(Found.SAME_HOUR, "place", told)
    else:
        yield Hit(Found.SAME_DAY, "place", words)


_WORDS = frozenset({"times", "place", "weekday"})
check = Check(
    name="whereabouts_pattern",
    outcomes=Found,
    run=run,
    words={
        Found.SAME_HOUR: _WORDS | {"hours"},
        Found.SAME_DAY: _WORDS,
        Found.DAY_UNKNOWN: frozenset({"place"}),
    },
    params=Params,
    applies=frozenset({Applies.PUBLISHED}),
)
