"""Pairs of pictures: how often a stranger is accepted, and how often the right person refused.

FMR (false match rate): the share of pairs of two people that are as close as a threshold asks.
FNMR (false non-match rate): the share of pairs of one person that are not. EER: where both are
equal. Terms as in ISO/IEC 19795-1. Pairs share people, so intervals come from drawing people anew:
a pair of one person weighs as often as she was drawn, a pair of two the product of both.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gatekeeper.evidence.evaluate.rates import Numbers, Rate, people_drawn, with_interval

WANTED = (0.01, 0.001, 0.0001)
"""The shares of strangers accepted at which the other rate is told."""
MOST = 3_000_000
"""Pairs of strangers; of more, so many are drawn."""
TOLD = tuple(part * 10.0**-power for power in range(5) for part in (0.5, 0.2, 0.1))
"""The shares of strangers accepted at which thresholds are told, from a half to 0.001 %."""
STEPS = 21
"""Thresholds that are told besides, from the least close pair to the closest."""

Indices = npt.NDArray[np.intp]
Closeness = Callable[[Indices, Indices], Numbers]
"""How close the pictures of one list are to those of another, pair by pair; more is closer."""


@dataclass(frozen=True, slots=True, eq=False)
class Pairs:
    """Scores of pairs, and the person of either picture, each (n,)."""

    scores: Numbers
    first: Indices
    second: Indices

    def of_one_person(self) -> Pairs:
        """Return the pairs that show one person, the least close first."""
        return self._only(self.first == self.second)

    def of_strangers(self) -> Pairs:
        """Return the pairs that show two people, the least close first."""
        return self._only(self.first != self.second)

    def _only(self, chosen: npt.NDArray[np.bool_]) -> Pairs:
        scores, first, second = self.scores[chosen], self.first[chosen], self.second[chosen]
        order = np.argsort(scores, kind="stable")
        return Pairs(scores[order], first[order], second[order])


@dataclass(frozen=True, slots=True)
class AtThreshold:
    """Both rates where pairs closer than the threshold, or as close, are accepted."""

    threshold: float
    strangers_accepted: Rate
    right_refused: Rate


@dataclass(frozen=True, slots=True)
class Verification:
    """What pairs say. `wanted` maps a share of strangers accepted to the rates there.

    None: there are too few pairs of strangers for so small a share, or none of one person.
    """

    people: int
    pictures: int
    one_person: int
    strangers: int
    eer: tuple[float, float, float] | None
    """The share, 0 to 1, and its interval."""
    wanted: dict[float, AtThreshold | None]
    thresholds: tuple[AtThreshold, ...]


def all_pairs(owners: Indices, closeness: Closeness, seed: int) -> Pairs:
    """Return the pairs of pictures, each once; `owners` is the person of each picture, (n,)."""
    first, second = np.triu_indices(len(owners), 1)
    same = owners[first] == owners[second]
    if np.count_nonzero(~same) > MOST:
        others = np.flatnonzero(~same)
        kept = np.random.default_rng(seed).choice(others, MOST, replace=False)
        chosen = np.sort(np.concatenate([np.flatnonzero(same), kept]))
        first, second = first[chosen], second[chosen]
    return Pairs(closeness(first, second), owners[first], owners[second])


def verify(pairs: Pairs, pictures: int, seed: int) -> Verification:
    """Return both rates over thresholds, each with its interval."""
    own, strangers = pairs.of_one_person(), pairs.of_strangers()
    wanted = {share: _threshold(strangers.scores, share) for share in WANTED}
    steps = _steps(pairs.scores, strangers.scores)
    people = int(max(pairs.first.max(initial=-1), pairs.second.max(initial=-1))) + 1
    looks = _Looks(own, strangers, steps)
    drawn = [looks.read(weights) for weights in people_drawn(people, seed)]
    told = {float(step): looks.told(at, drawn) for at, step in enumerate(steps)}
    return Verification(
        people=len(np.union1d(pairs.first, pairs.second)),
        pictures=pictures,
        one_person=len(own.scores),
        strangers=len(strangers.scores),
        eer=_eer(looks.read(np.ones(people)), drawn),
        wanted={
            share: told[step] if step is not None and len(own.scores) else None
            for share, step in wanted.items()
        },
        thresholds=tuple(told.values()),
    )


def _threshold(strangers: Numbers, share: float) -> float | None:
    """Return the least threshold that accepts at most this share; None if that is no whole pair."""
    most = int(share * len(strangers) + 1e-9)
    return float(np.nextafter(strangers[-most - 1], np.inf)) if most else None


def _steps(scores: Numbers, strangers: Numbers) -> Numbers:
    if not len(scores):
        return np.zeros(0)
    wanted = (_threshold(strangers, share) for share in (*WANTED, *TOLD))
    even = np.linspace(scores.min(), scores.max(), STEPS)
    return np.union1d(even, [step for step in wanted if step is not None])


@dataclass(frozen=True, slots=True, eq=False)
class _Reading:
    """The rates where people weigh as they were drawn: at each step, and where both are equal."""

    accepted: Numbers
    refused: Numbers
    eer: float


class _Looks:
    """Where to look in the sorted scores; the same for every draw of people."""

    def __init__(self, own: Pairs, strangers: Pairs, steps: Numbers) -> None:
        self._own, self._strangers, self._steps = own, strangers, steps
        self._own_steps = np.searchsorted(own.scores, steps)
        self._strange_steps = np.searchsorted(strangers.scores, steps)
        self._strange_own = np.searchsorted(strangers.scores, own.scores)

    def read(self, weights: Numbers) -> _Reading:
        """Return the rates where every person weighs this much, (people,)."""
        own, strangers = self._own, self._strangers
        refused = _shares_below(weights[own.first])
        accepted = 1 - _shares_below(weights[strangers.first] * weights[strangers.second])
        return _Reading(
            accepted[self._strange_steps],
            refused[self._own_steps],
            _equal(refused[:-1], accepted[self._strange_own]),
        )

    def told(self, step: int, drawn: list[_Reading]) -> AtThreshold:
        """Return the rates at a step with their intervals."""
        own, strangers = self._own, self._strangers
        accepted = np.array([reading.accepted[step] for reading in drawn])
        refused = np.array([reading.refused[step] for reading in drawn])
        total, others = len(strangers.scores), len(np.union1d(strangers.first, strangers.second))
        passed = total - int(self._strange_steps[step])
        below, people = int(self._own_steps[step]), len(np.unique(own.first))
        return AtThreshold(
            float(self._steps[step]),
            with_interval(passed, total, accepted, others),
            with_interval(below, len(own.scores), refused, people),
        )


def _shares_below(weights: Numbers) -> Numbers:
    """Return what the first 0, 1, ... n weigh, as shares of all; not a number where all is none."""
    sums = np.concatenate([np.zeros(1), np.cumsum(weights)])
    return sums / sums[-1] if sums[-1] else np.full(len(sums), np.nan)


def _equal(refused: Numbers, accepted: Numbers) -> float:
    """Return the rate at the step where both are nearest to each other."""
    apart = np.abs(refused - accepted)
    if not len(apart) or np.isnan(apart).any():
        return np.nan
    nearest = int(np.argmin(apart))
    return float(refused[nearest] + accepted[nearest]) / 2


def _eer(whole: _Reading, drawn: list[_Reading]) -> tuple[float, float, float] | None:
    values = np.array([reading.eer for reading in drawn if not np.isnan(reading.eer)])
    if np.isnan(whole.eer) or not len(values):
        return None
    low, high = np.quantile(values, (0.025, 0.975))
    return whole.eer, float(low), float(high)
