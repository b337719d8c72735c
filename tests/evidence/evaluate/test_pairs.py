"""Pairs: exact on made scores, the same by the same seed, honest about too few."""

from __future__ import annotations

import numpy as np
import pytest

from gatekeeper.evidence.evaluate import pairs
from gatekeeper.evidence.evaluate.pairs import Indices, Pairs, all_pairs, verify
from gatekeeper.evidence.evaluate.rates import Method, Numbers


def made(own: list[float], strangers: list[float]) -> Pairs:
    first = [0] * len(own) + [0] * len(strangers)
    second = [0] * len(own) + [1] * len(strangers)
    return Pairs(np.array([*own, *strangers]), np.array(first), np.array(second))


def apart(owners: Indices) -> Numbers:
    """Return points of people who lie 1 apart, their pictures 0.01 times their number apart."""
    return owners + np.arange(len(owners)) * 0.01


def test_every_two_pictures_are_one_pair() -> None:
    owners = np.array([0, 0, 1])
    places = apart(owners)
    made_pairs = all_pairs(owners, lambda a, b: -abs(places[a] - places[b]), 1)
    assert made_pairs.scores == pytest.approx([-0.01, -1.02, -1.01])
    assert made_pairs.of_one_person().scores == pytest.approx([-0.01])
    assert made_pairs.of_strangers().scores == pytest.approx([-1.02, -1.01])


def test_the_right_person_is_refused_below_the_threshold_for_one_stranger_in_a_hundred() -> None:
    strangers = [n / 100 for n in range(100)]  # 0.00 to 0.99
    told = verify(made([0.5, 0.985, 0.995, 1.0], strangers), 6, 1)
    at = told.wanted[0.01]
    assert at is not None
    assert (at.strangers_accepted.count, at.strangers_accepted.total) == (1, 100)
    assert (at.right_refused.count, at.right_refused.total) == (1, 4)
    assert at.threshold == pytest.approx(0.98)


def test_a_share_smaller_than_one_pair_is_not_told() -> None:
    told = verify(made([1.0], [0.1] * 999), 3, 1)
    assert told.wanted[0.01] is not None
    assert told.wanted[0.001] is None


def test_ties_never_let_more_strangers_in_than_wanted() -> None:
    told = verify(made([0.9], [0.9] * 50 + [0.1] * 50), 3, 1)
    at = told.wanted[0.01]
    assert at is not None
    assert at.strangers_accepted.count == 0
    assert at.right_refused.count == 1


def test_where_both_errors_are_equal() -> None:
    told = verify(made([0.0, 0.6, 0.7, 0.8], [0.1, 0.2, 0.3, 0.65]), 8, 1)
    assert told.eer is not None
    assert told.eer[0] == pytest.approx(0.25)


def test_nothing_in_common_is_no_error() -> None:
    told = verify(made([2.0, 3.0], [0.0, 1.0]), 4, 1)
    assert told.eer is not None
    assert told.eer[0] == 0


def test_one_person_alone_has_no_strangers_and_that_is_said() -> None:
    told = verify(all_pairs(np.array([0, 0]), lambda a, _: np.ones(len(a)), 1), 2, 1)
    assert (told.one_person, told.strangers, told.eer) == (1, 0, None)
    assert set(told.wanted.values()) == {None}


def test_one_picture_is_no_pair() -> None:
    told = verify(all_pairs(np.array([0]), lambda a, _: np.ones(len(a)), 1), 1, 1)
    assert (told.people, told.thresholds) == (0, ())


def drawn(people: int, seed: int) -> Pairs:
    noise = np.random.default_rng(7)
    owners = np.repeat(np.arange(people), 3)
    middles = noise.normal(size=(people, 8))
    places = middles[owners] + 0.8 * noise.normal(size=(len(owners), 8))
    return all_pairs(owners, lambda a, b: -np.linalg.norm(places[a] - places[b], axis=1), seed)


def test_a_seed_gives_the_same_figures() -> None:
    assert verify(drawn(20, 1), 60, 1) == verify(drawn(20, 1), 60, 1)
    assert verify(drawn(20, 1), 60, 1) != verify(drawn(20, 1), 60, 2)


def test_intervals_come_from_people_and_hold_the_share() -> None:
    told = verify(drawn(40, 1), 120, 1)
    for at in told.thresholds[1:-1]:
        for rate in (at.strangers_accepted, at.right_refused):
            assert rate.share is not None
            assert rate.low - 0.02 <= rate.share <= rate.high + 0.02
    strict = told.wanted[0.01]
    assert strict is not None
    assert strict.right_refused.method is Method.PEOPLE


def test_of_too_many_strangers_some_are_drawn_and_nobody_is_lost(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pairs, "MOST", 100)
    some = drawn(20, 1)
    assert len(some.of_strangers().scores) == 100
    assert len(some.of_one_person().scores) == 60
