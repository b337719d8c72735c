"""A rate is never told without its count and its interval (95 %).

Where every case stands for itself: Wilson's score interval (Wilson 1927, JASA 22). Where cases
share people, they are no independent trials: people are drawn anew, with replacement, all of a
person's cases with her (Efron's bootstrap, by clusters), and the middle 95 % of the results count.
A bootstrap that saw no error knows nothing about errors, so there Wilson's interval over the
number of people stands, which is wide on purpose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

Z = 1.959963985
"""The normal distribution's 97.5 % point."""
DRAWS = 400
"""How often people are drawn anew."""
FEWEST = 10
"""People below which drawing them anew says nothing."""

Numbers = npt.NDArray[np.float64]


class Method(StrEnum):
    """How an interval was reckoned."""

    WILSON = "Wilson"
    PEOPLE = "people drawn anew"
    WILSON_PEOPLE = "Wilson, over people"
    NONE = "too few people"


@dataclass(frozen=True, slots=True)
class Rate:
    """`count` of `total`, and the interval in which the true share lies, 0 to 1."""

    count: int
    total: int
    low: float
    high: float
    method: Method

    @property
    def share(self) -> float | None:
        """The share itself, 0 to 1; None where nothing was counted."""
        return self.count / self.total if self.total else None


def wilson(count: float, total: float) -> tuple[float, float]:
    """Return Wilson's interval of a share, 0 to 1; all of it where nothing was counted."""
    if not total:
        return 0.0, 1.0
    share, square = count / total, Z * Z
    middle = share + square / (2 * total)
    reach = Z * (share * (1 - share) / total + square / (4 * total * total)) ** 0.5
    whole = 1 + square / total
    low, high = (middle - reach) / whole, (middle + reach) / whole
    return low if count else 0.0, high if count < total else 1.0


def counted(count: int, total: int) -> Rate:
    """Return the rate of cases that stand for themselves."""
    return Rate(count, total, *wilson(count, total), Method.WILSON)


def by_people(counts: Sequence[int], totals: Sequence[int], seed: int) -> Rate:
    """Return the rate of cases that share people: one count and one total for each person."""
    hits, cases = np.asarray(counts, np.float64), np.asarray(totals, np.float64)
    weights = people_drawn(len(hits), seed)
    sums = weights @ cases
    shares = (weights @ hits)[sums > 0] / sums[sums > 0]
    return with_interval(int(hits.sum()), int(cases.sum()), shares, int((cases > 0).sum()))


def people_drawn(people: int, seed: int) -> Numbers:
    """Return how often each person is drawn in each of the draws, (draws, people)."""
    if not people:
        return np.zeros((DRAWS, 0))
    even = np.full(people, 1 / people)
    return np.random.default_rng(seed).multinomial(people, even, DRAWS).astype(np.float64)


def with_interval(count: int, total: int, shares: Numbers, people: int) -> Rate:
    """Return the rate with the middle 95 % of the shares that the draws gave."""
    if people < FEWEST:
        return Rate(count, total, 0.0, 1.0, Method.NONE)
    if count in {0, total}:
        return Rate(count, total, *wilson(people if count else 0, people), Method.WILSON_PEOPLE)
    low, high = np.nanquantile(shares, (0.025, 0.975))
    return Rate(count, total, float(low), float(high), Method.PEOPLE)
