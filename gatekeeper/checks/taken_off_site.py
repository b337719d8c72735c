"""A picture was taken off site some days ago at most, on no trip that the post names.

Policy: clause O20; the numbers are ours. Rule data: rules/trips/T05_taken_off_site.toml.

Reads: how far from the school each picture was taken, and when; when all were back from the trip
that the post names.
Does not read: the place itself, which is not kept. Pictures that carry no place; most do not, once
they were sent by a message. Older pictures: what they show is over.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier, SeenPicture
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    OFF_SITE = "off_site", Verdict.ASK
    SITE_UNKNOWN = "site_unknown", Verdict.NOTE


@dataclass(frozen=True, slots=True)
class Params:
    """How far the school's grounds reach, and how long a picture counts as new."""

    metres: int = between(50, 2000, default=400, unit="metres")
    days: int = between(1, 28, default=7, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit for each new picture that was, or may have been, taken elsewhere."""
    for seen in dossier.pictures:
        words = {"picture": str(dossier.post.number(seen.original))}
        if _old(dossier, seen, params.days) or _on_the_trip(dossier, seen):
            continue
        if seen.metres_away is not None and seen.metres_away > params.metres:
            fixes = (Fix(FixKind.ENTER_TRIP), Fix(FixKind.OTHER_PICTURE, seen.original))
            yield Hit(Found.OFF_SITE, seen.original, words, fixes)
        elif seen.metres_away is None and _has_place(seen):
            said = (Fix(FixKind.SAY_WHERE_SCHOOL_IS),)
            yield Hit(Found.SITE_UNKNOWN, seen.original, words, said)


def _old(dossier: Dossier, seen: SeenPicture, days: int) -> bool:
    taken = seen.taken_at
    return taken is not None and dossier.older_than(taken.date(), days)


def _on_the_trip(dossier: Dossier, seen: SeenPicture) -> bool:
    """Whether the post names a trip, and the picture was not taken after it for all one knows."""
    if dossier.trip is None:
        return dossier.post.trip is not None
    back = dossier.trip.all_back_at
    return back is None or seen.taken_at is None or seen.taken_at <= back


def _has_place(seen: SeenPicture) -> bool:
    return seen.facts is not None and "place" in seen.facts.carried.fields


check = Check(
    name="taken_off_site",
    outcomes=Found,
    run=run,
    words={
        Found.OFF_SITE: frozenset({"picture"}),
        Found.SITE_UNKNOWN: frozenset({"picture"}),
    },
    params=Params,
)
