"""From likeness to a probability: in order, within bounds, and the school's own as it grows."""

from __future__ import annotations

import numpy as np
import pytest

from gatekeeper.domain.biometrics import Engine
from gatekeeper.evidence.faces import closeness
from gatekeeper.evidence.faces.closeness import (
    CLEAR,
    PAIRS,
    REACH,
    Spread,
    as_odds,
    joined,
    log_odds,
    one_of,
    settled,
    standard,
    thousandths,
)

USUAL = Spread(0.0, 0.1)


def test_the_liker_the_closer() -> None:
    close = thousandths(log_odds(np.linspace(-20, 20, 400, dtype=np.float32)))
    assert (np.diff(close) >= 0).all()
    assert close.min() == 0
    assert close.max() == 1000


def test_thousandths_and_log_odds_are_one_scale() -> None:
    for one in (1, REACH, 500, CLEAR, 999):
        assert thousandths(np.array([as_odds(one)], np.float32)).tolist() == [one]


def test_no_likeness_at_all_overflows() -> None:
    ends = np.array([-np.inf, -1e30, 1e30, np.inf], np.float32)
    assert thousandths(ends).tolist() == [0, 0, 1000, 1000]


def test_a_stranger_of_ordinary_likeness_is_far_and_one_among_thirty_farther() -> None:
    ordinary = log_odds(np.array([1.0], np.float32))
    assert thousandths(ordinary)[0] < 200
    assert thousandths(ordinary + one_of(30))[0] < REACH


def test_the_same_likeness_is_worth_less_where_more_could_be_meant() -> None:
    assert one_of(500) < one_of(30) < one_of(2) == 0


def test_a_small_register_takes_the_usual_strangers() -> None:
    assert settled(np.zeros(0, np.float32), USUAL) == USUAL


def test_in_between_both_are_weighed_by_their_pairs() -> None:
    own = np.full(PAIRS, 0.3, np.float32)
    found = settled(own, Spread(0.1, 0.2))
    assert found.mean == pytest.approx(0.2)
    assert found.deviation == pytest.approx(0.1)


def test_a_large_register_takes_its_own_strangers() -> None:
    own = np.random.default_rng(1).normal(0.3, 0.2, 100_000).astype(np.float32)
    found = settled(own, USUAL)
    assert found.mean == pytest.approx(0.3, abs=0.01)
    assert found.deviation == pytest.approx(0.2, abs=0.01)


def test_children_who_are_more_alike_need_more_likeness() -> None:
    likeness = np.array([0.5], np.float32)
    alike = standard(likeness, Spread(0.2, 0.12))
    assert alike[0] < standard(likeness, USUAL)[0]


def test_both_engines_together_are_counted_in_their_own_strangers() -> None:
    one, two = np.array([2.0], np.float32), np.array([2.0], np.float32)
    assert joined(one, two, Spread(0.0, 0.8))[0] == pytest.approx(2.5)


def test_every_number_is_part_of_the_version() -> None:
    """A number that was forgotten would change suggestions and not the version."""
    names = [name for name in vars(closeness) if name.isupper()]
    told = repr(closeness.numbers())
    assert [name for name in names if repr(getattr(closeness, name)) not in told] == []
    assert set(closeness.STRANGERS) == set(closeness.SHRINK) == set(Engine)
