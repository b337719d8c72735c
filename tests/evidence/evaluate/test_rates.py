"""Rates: the interval is the right one, and says how it was reckoned."""

from __future__ import annotations

import numpy as np
import pytest

from gatekeeper.evidence.evaluate.rates import (
    Method,
    by_people,
    counted,
    people_drawn,
    wilson,
    with_interval,
)
from gatekeeper.evidence.evaluate.say import cell, percent, whole


@pytest.mark.parametrize(
    ("count", "total", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17, table I, method 3
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (29, 29, 0.8830, 1.0),
    ],
)
def test_wilsons_interval_is_the_published_one(
    count: int, total: int, low: float, high: float
) -> None:
    assert wilson(count, total) == pytest.approx((low, high), abs=5e-5)


def test_nothing_counted_is_everything_possible() -> None:
    assert wilson(0, 0) == (0, 1)
    assert counted(0, 0).share is None


def test_one_unlucky_person_widens_the_interval() -> None:
    spread = by_people([1] * 20, [10] * 20, 1)
    lumped = by_people([10, 10, *[0] * 18], [10] * 20, 1)
    assert (spread.count, spread.total) == (lumped.count, lumped.total) == (20, 200)
    assert lumped.high - lumped.low > 5 * (spread.high - spread.low)
    assert lumped.method is Method.PEOPLE


def test_the_bootstrap_agrees_with_theory_where_people_have_one_case_each() -> None:
    rate = by_people([1] * 60 + [0] * 140, [1] * 200, 3)
    assert (rate.low, rate.high) == pytest.approx(wilson(60, 200), abs=0.015)


def test_no_error_seen_is_wilson_over_people_not_certainty() -> None:
    rate = by_people([0] * 30, [50] * 30, 1)
    assert rate.method is Method.WILSON_PEOPLE
    assert rate.high == pytest.approx(wilson(0, 30)[1])
    whole_lot = by_people([50] * 30, [50] * 30, 1)
    assert whole_lot.low == pytest.approx(wilson(30, 30)[0])


def test_nine_people_are_too_few() -> None:
    rate = by_people([1] * 9, [2] * 9, 1)
    assert (rate.low, rate.high, rate.method) == (0, 1, Method.NONE)


def test_a_seed_gives_the_same_people_and_another_seed_others() -> None:
    assert np.array_equal(people_drawn(5, 1), people_drawn(5, 1))
    assert not np.array_equal(people_drawn(5, 1), people_drawn(5, 2))
    assert people_drawn(5, 1).sum(axis=1).tolist() == [5] * 400
    assert people_drawn(0, 1).shape == (400, 0)


def test_a_rate_is_never_told_without_count_and_interval() -> None:
    said = whole(counted(1, 234)).replace("\N{NO-BREAK SPACE}", " ")
    assert said == "0.43 % (1 of 234; 0.075 % to 2.4 %)"
    assert "too few people" in cell(with_interval(1, 4, np.zeros(1), 3))
    assert cell(counted(0, 0)) == cell(None) == "–"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0 %"), (1, "100 %"), (0.00012, "0.012 %"), (0.0452, "4.5 %"), (0.99996, "99.99 %")],
)
def test_a_share_that_is_not_all_is_never_called_all(share: float, said: str) -> None:
    assert percent(share).replace("\N{NO-BREAK SPACE}", " ") == said
