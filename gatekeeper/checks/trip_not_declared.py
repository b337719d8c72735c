"""The post may be about a trip that lasts, and does not say so.

Policy: clause O20. Rule data: rules/trips/T04_trip_not_declared.toml.

Reads: the trips from which not everybody is back, the groups that the post shows, when its
pictures were taken (since such a trip began, or all of them before), whether the words name the
trip's place, and whether they speak of an outing at all.
Does not read: trips that are over; nobody can be found by them any more. Other words about places
and times (whereabouts_in_words.py). The trip that the post names: it waits for that one already
(trip_not_over.py). What is out already (published_before_all_back.py).

A class's work may be posted while the class is away. So it asks once for each trip, and "not about
it", said on the post for the headteacher to see, is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.answer import Answered
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.outing import SignKind, sign_of
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    GROUP_AWAY = "group_away", Verdict.ASK
    TAKEN_SINCE = "taken_since", Verdict.ASK
    PLACE_NAMED = "place_named", Verdict.ASK
    WORDS_OF_OUTING = "words_of_outing", Verdict.ASK


_FOUND = {
    SignKind.GROUP_AWAY: Found.GROUP_AWAY,
    SignKind.TAKEN_SINCE: Found.TAKEN_SINCE,
    SignKind.PLACE_NAMED: Found.PLACE_NAMED,
    SignKind.WORDS_OF_OUTING: Found.WORDS_OF_OUTING,
}


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each trip that the post may be about."""
    for trip in dossier.trips_under_way:
        if trip.id != dossier.post.trip:
            yield from _about(dossier, trip)


def _about(dossier: Dossier, trip: Trip) -> Iterator[Hit]:
    sign = sign_of(dossier, trip)
    if sign is None:
        return
    said = (Fix(FixKind.DECLARE_TRIP, trip.id), Fix(FixKind.NOT_ABOUT_TRIP, trip.id))
    passage = sign.passage
    fixes = (*said, change(dossier, passage.where, passage.text)) if passage else said
    words = {**sign.words, "trip": trip.name}
    yield Hit(_FOUND[sign.kind], trip.id, words, fixes, answered=_not_about(dossier, trip))


def _not_about(dossier: Dossier, trip: Trip) -> Answered | None:
    if trip.id not in dossier.post.not_about:
        return None
    return Answered(dossier.person(dossier.not_about_by.get(trip.id, "")), "it is not about it")


check = Check(
    name="trip_not_declared",
    outcomes=Found,
    run=run,
    words={
        Found.GROUP_AWAY: frozenset({"groups", "trip"}),
        Found.TAKEN_SINCE: frozenset({"picture", "trip"}),
        Found.PLACE_NAMED: frozenset({"place", "trip"}),
        Found.WORDS_OF_OUTING: frozenset({"text", "where", "trip"}),
    },
    applies=frozenset({Applies.DRAFT}),
)
