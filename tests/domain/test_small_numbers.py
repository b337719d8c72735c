"""No small number is told, and none is found out by whoever knows the rule and can subtract."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest

from gatekeeper.domain.small_numbers import FEWEST, Apart, apart, few


@pytest.mark.parametrize(
    ("count", "words"), [(0, "0"), (1, "fewer than 5"), (4, "fewer than 5"), (5, "5"), (12, "12")]
)
def test_a_small_number_is_not_told(count: int, words: str) -> None:
    assert few(count).words == words


def test_one_and_four_are_told_alike() -> None:
    assert few(1) == few(4)


def test_large_parts_and_none_are_told_singly() -> None:
    assert apart({"a": 9, "b": 0, "c": 5}) == Apart({"a": 9, "b": 0, "c": 5})


def test_a_small_part_is_told_with_the_next_larger_one() -> None:
    told = apart({"a": 20, "b": 2, "c": 6, "d": 0})
    assert told == Apart({"a": 20, "d": 0}, ("b", "c"), 8)


def test_a_sum_that_is_small_itself_is_not_told() -> None:
    assert apart({"a": 3, "b": 0}) == Apart({}, ("a", "b"), None)


def test_parts_that_are_all_alike_would_be_known_by_their_sum() -> None:
    assert apart({"a": 4, "b": 4, "c": 30}) == Apart({}, ("a", "b", "c"), 38)


def test_nobody_who_knows_the_rule_and_the_total_finds_a_small_part() -> None:
    """Every way of filling four parts: what is told fits several values of each small part."""
    values: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
    for counts in product(range(10), repeat=4):
        parts = dict(zip("abcd", counts, strict=True))
        told = values[f"{apart(parts)} of {sum(counts)}"]
        for key, count in parts.items():
            told[key].add(count)
    found_out = [
        (told, key)
        for told, fitting in values.items()
        for key, fits in fitting.items()
        if len(fits) == 1 and 0 < min(fits) < FEWEST
    ]
    assert found_out == []
