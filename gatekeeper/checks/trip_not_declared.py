"""The post may be about a trip that lasts, and does not say so.

Policy: clause O20. Rule data: rules/trips/T04_trip_not_declared.toml.

Reads: the trips from which not everybody is back, the groups that the post shows, when its
pictures were taken (since such a trip began, or all of them before), whether the words name the
trip's place, and whether they speak of an outing at all.
Does not read: trips that are over; nobody can be found by them any more. Other words about places
and times (whereabouts_in_words.py). The trip that the post names: it waits for that one already
(trip_not_over.py).

A class's work may be posted while the class is away. So it asks once for each trip, and "not about
it", said on the post for the headteacher to see, is an answer.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import listed, phrases_in, shortened
from gatekeeper.domain.words import Kind


class Found(Outcome):
    """What this check can find."""

    GROUP_AWAY = "group_away", Verdict.ASK
    TAKEN_SINCE = "taken_since", Verdict.ASK
    PLACE_NAMED = "place_named", Verdict.ASK
    WORDS_OF_OUTING = "words_of_outing", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each trip that the post may be about."""
    settled = dossier.post.not_about | {dossier.post.trip}
    for trip in dossier.trips_under_way:
        if trip.id not in settled and not _from_before(dossier, trip):
            yield from _about(dossier, trip)


def _about(dossier: Dossier, trip: Trip) -> Iterator[Hit]:
    fixes = (Fix(FixKind.DECLARE_TRIP, trip.id), Fix(FixKind.NOT_ABOUT_TRIP, trip.id))
    taken = [str(dossier.post.number(p)) for p in _taken_since(dossier, trip)]
    if groups := sorted(trip.groups & dossier.groups_shown):
        words = {"groups": listed(groups), "trip": trip.name}
        yield Hit(Found.GROUP_AWAY, trip.id, words, fixes)
    elif taken and not dossier.groups_shown:
        words = {"picture": listed(taken), "trip": trip.name}
        yield Hit(Found.TAKEN_SINCE, trip.id, words, fixes)
    elif phrases_in("\n".join(dossier.post.texts.values()), [trip.place]):
        yield Hit(Found.PLACE_NAMED, trip.id, {"place": trip.place, "trip": trip.name}, fixes)
    elif not dossier.groups_shown or not trip.groups:
        yield from _perhaps_about(dossier, trip, fixes)


def _perhaps_about(dossier: Dossier, trip: Trip, fixes: tuple[Fix, ...]) -> Iterator[Hit]:
    for passage in dossier.told(Kind.PERHAPS_AWAY)[:1]:
        words = {
            "text": shortened(passage.text),
            "where": passage.place,
            "trip": trip.name,
        }
        taken_out = change(dossier, passage.where, passage.text)
        yield Hit(Found.WORDS_OF_OUTING, trip.id, words, (*fixes, taken_out))


def _from_before(dossier: Dossier, trip: Trip) -> bool:
    times = [picture.taken_at for picture in dossier.pictures]
    return bool(times) and all(taken is not None and taken < trip.starts for taken in times)


def _taken_since(dossier: Dossier, trip: Trip) -> list[str]:
    return [p.original for p in dossier.pictures if p.taken_at and p.taken_at >= trip.starts]


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
)
