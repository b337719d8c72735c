"""What in a post speaks for its being about a trip: groups, pictures' times, a place, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.trip import Trip
from gatekeeper.domain.wording import listed, phrases_in, shortened
from gatekeeper.domain.words import Kind, Passage


class SignKind(StrEnum):
    """What it is that speaks for it."""

    GROUP_AWAY = "group_away"
    TAKEN_SINCE = "taken_since"
    PLACE_NAMED = "place_named"
    WORDS_OF_OUTING = "words_of_outing"


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing that speaks for it, with the words for a sentence."""

    kind: SignKind
    words: Mapping[str, str]
    passage: Passage | None = None


def sign_of(dossier: Dossier, trip: Trip) -> Sign | None:
    """Return what speaks for the post's being about a trip, the plainest first; None if nothing."""
    if _from_before(dossier, trip):
        return None
    taken = [str(dossier.post.number(p)) for p in _taken_since(dossier, trip)]
    told_apart = dossier.groups_shown and _whose_groups_are_known(dossier, trip)
    if groups := sorted(trip.groups & dossier.groups_shown):
        return Sign(SignKind.GROUP_AWAY, {"groups": listed(groups)})
    if taken and not told_apart:
        return Sign(SignKind.TAKEN_SINCE, {"picture": listed(taken)})
    if names_place(dossier, trip):
        return Sign(SignKind.PLACE_NAMED, {"place": trip.place})
    return None if told_apart else _perhaps(dossier)


def _whose_groups_are_known(dossier: Dossier, trip: Trip) -> bool:
    """Whether the groups that the post shows can be told from all of those that are away.

    A class that the register calls by another name by now is away under the old one.
    """
    return bool(trip.groups) and trip.groups <= frozenset(dossier.group_sizes or ())


def names_place(dossier: Dossier, trip: Trip) -> bool:
    """Whether the words name the place of a trip."""
    return bool(phrases_in("\n".join(dossier.post.texts.values()), [trip.place]))


def _perhaps(dossier: Dossier) -> Sign | None:
    for passage in dossier.told(Kind.PERHAPS_AWAY)[:1]:
        words = {"text": shortened(passage.text), "where": passage.place}
        return Sign(SignKind.WORDS_OF_OUTING, words, passage)
    return None


def _from_before(dossier: Dossier, trip: Trip) -> bool:
    times = [picture.taken_at for picture in dossier.pictures]
    return bool(times) and all(taken is not None and taken < trip.starts for taken in times)


def _taken_since(dossier: Dossier, trip: Trip) -> list[str]:
    return [p.original for p in dossier.pictures if p.taken_at and p.taken_at >= trip.starts]
