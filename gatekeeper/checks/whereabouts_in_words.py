"""The words tell where children are, will be, or are regularly, away from school.

Policy: clause O20. Rule data: rules/trips/T07_whereabouts_in_words.toml.

Reads: passages of the words, alternative texts and text in pictures that put children at a place
off site, now or later; words that may, all of a post's weighed together; the trip that the post
names; the day on which the words were written.
Does not read: what lies behind, and events on the school's own site. What speaks of the trip that
the post names, for which it waits (trip_not_over.py): words about now, written by the day after it;
about days up to its end; about some day, written before it began. A habit that only many posts
together tell (same_place_again.py).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome, change
from gatekeeper.domain.day_words import A_DAY, end_of_days_named
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import in_days, shortened
from gatekeeper.domain.words import Kind, Passage


class Found(Outcome):
    """What this check can find."""

    NOW = "now", Verdict.ASK
    DAY_TO_COME = "day_to_come", Verdict.WAIT
    SOME_DAY = "some_day", Verdict.ASK
    REGULARLY = "regularly", Verdict.ASK
    PERHAPS = "perhaps", Verdict.ASK


TELLING = (Kind.THERE_NOW, Kind.THERE_SOON, Kind.THERE_REGULARLY, Kind.PERHAPS_AWAY)


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each passage, let stand or not, while it is not past."""
    for passage in dossier.told(*TELLING):
        yield from _told(dossier, passage)


def _told(dossier: Dossier, passage: Passage) -> Iterator[Hit]:
    if passage.kind is Kind.THERE_REGULARLY:
        yield _hit(dossier, Found.REGULARLY, passage)
    elif passage.kind is Kind.THERE_SOON:
        yield from _soon(dossier, passage)
    elif passage.sure and not _while_it_lasted(dossier):
        perhaps = passage.kind is Kind.PERHAPS_AWAY
        yield _hit(dossier, Found.PERHAPS if perhaps else Found.NOW, passage)


def _soon(dossier: Dossier, passage: Passage) -> Iterator[Hit]:
    until, trip = end_of_days_named(passage.text, dossier.post.written_at), dossier.trip
    if until is None:
        if trip is None or dossier.post.written_at >= trip.starts:
            yield _hit(dossier, Found.SOME_DAY, passage)
    elif dossier.now < until and (trip is None or until > trip.ends + A_DAY):
        hit = _hit(dossier, Found.DAY_TO_COME, passage)
        told = {**hit.words, "day": in_days((until - A_DAY).date())}
        yield replace(hit, words=told, waits_for=f"until:{until.isoformat()}")


def _while_it_lasted(dossier: Dossier) -> bool:
    """Whether the words are no younger than the day after the trip that the post names."""
    trip = dossier.trip
    if trip is None:
        return False
    return trip.all_back_at is None or dossier.post.written_at <= trip.all_back_at + A_DAY


def _hit(dossier: Dossier, found: Found, passage: Passage) -> Hit:
    subject = dossier.subject_of(passage)
    told = {"text": shortened(passage.text), "where": passage.place}
    taken_out = change(dossier, passage.where, passage.text)
    trips = tuple(Fix(FixKind.DECLARE_TRIP, trip.id) for trip in dossier.trips_under_way)
    enter = (*trips, Fix(FixKind.ENTER_TRIP)) if found is Found.NOW else ()
    stand = Fix(FixKind.LET_STAND, subject, passage.text)
    fixes = (*enter, taken_out, stand)
    return Hit(found, subject, told, fixes, answered=dossier.stands(subject))


_TOLD = frozenset({"text", "where"})
check = Check(
    name="whereabouts_in_words",
    outcomes=Found,
    run=run,
    words={**dict.fromkeys(Found, _TOLD), Found.DAY_TO_COME: _TOLD | {"day"}},
)
