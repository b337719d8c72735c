"""From log odds to suggestions: who is in reach, who comes first, and every reason to ask."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from gatekeeper.domain.biometrics import Gallery
from gatekeeper.domain.suggestion import Candidate, Suggestion, WhyAsk
from gatekeeper.evidence.faces.assign import NOBODY, assigned
from gatekeeper.evidence.faces.closeness import CLEAR, REACH, RIVAL, SHARED, as_odds, thousandths
from gatekeeper.evidence.faces.detections import Floats

A_YEAR = timedelta(days=365)


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """m faces against n pupils: `odds` (m, n) log odds with what was known before.

    `differ` (m,) says of which faces the two engines put another pupil first, `poor` (m,) which
    cannot be seen well; `few` says that too few are enrolled to be sure of anybody.
    """

    sightings: tuple[str, ...]
    pupils: tuple[str, ...]
    odds: Floats
    differ: npt.NDArray[np.bool_]
    poor: npt.NDArray[np.bool_]
    few: bool = False

    def near(self, row: int) -> npt.NDArray[np.intp]:
        """Return the numbers of the pupils in reach of a face."""
        return np.flatnonzero(self.odds[row] > as_odds(REACH))


class Namer:
    """What is known about the enrolled pupils beside their faces."""

    def __init__(self, gallery: Gallery, lookalikes: frozenset[str]) -> None:
        self._alike = lookalikes.union(*gallery.alike)
        self._today = gallery.today
        self._taken_on: dict[str, date] = {}
        for enrolment in gallery.enrolments:
            newest = max(enrolment.taken_on, self._taken_on.get(enrolment.pupil, date.min))
            self._taken_on[enrolment.pupil] = newest

    def suggestions(self, compared: Compared) -> Iterator[Suggestion]:
        """Yield one suggestion for each face, in its order."""
        given = assigned(compared.odds, as_odds(REACH))
        close = thousandths(compared.odds)
        for row, sighting in enumerate(compared.sightings):
            candidates = _candidates(compared, close[row], given[row], row)
            yield self._suggestion(sighting, candidates, _seen(compared, close, given[row], row))

    def _suggestion(
        self, sighting: str, candidates: tuple[Candidate, ...], seen: frozenset[WhyAsk]
    ) -> Suggestion:
        first, second = (*(c.closeness for c in candidates[:2]), 0, 0)[:2]
        gap = max(first - second, 0)
        why = {
            WhyAsk.ALIKE: any(c.pupil in self._alike for c in candidates[:1]),
            WhyAsk.NARROW: bool(candidates) and second > RIVAL * first,
            WhyAsk.UNSURE: bool(candidates) and first < CLEAR,
            WhyAsk.OLD: any(self._old(c.pupil) for c in candidates[:1]),
        }
        ask = tuple(reason for reason in WhyAsk if why.get(reason) or reason in seen)
        return Suggestion(sighting, candidates, gap, ask)

    def _old(self, pupil: str) -> bool:
        return self._today is None or self._today - self._taken_on[pupil] > A_YEAR


def _candidates(compared: Compared, close: Floats, given: int, row: int) -> tuple[Candidate, ...]:
    """Return whoever is in reach: the one who was given to this face, then others, closest first.

    Nobody, where the only ones in reach were given to other faces.
    """
    if given == NOBODY:
        return ()
    near = compared.near(row)
    order = [given, *(n for n in near[np.argsort(-close[near], kind="stable")] if n != given)]
    return tuple(Candidate(compared.pupils[n], int(close[n])) for n in order)


def _seen(compared: Compared, close: Floats, given: int, row: int) -> frozenset[WhyAsk]:
    """Return the reasons that lie in the picture."""
    near = len(compared.near(row)) > 0
    why = {
        WhyAsk.SHARED: given != NOBODY and _shared(close[:, given], row),
        WhyAsk.TAKEN: near and given != int(compared.odds[row].argmax()),
        WhyAsk.ENGINES_DIFFER: compared.differ[row],
        WhyAsk.POOR: compared.poor[row],
        WhyAsk.UNSURE: near and compared.few,
        WhyAsk.FAR: not near,
    }
    return frozenset(reason for reason, there in why.items() if there)


def _shared(close: Floats, row: int) -> bool:
    """Return whether another face is nearly as close (m,) to a pupil as the one it was given to."""
    return bool((np.delete(close, row) >= SHARED * close[row]).any())
