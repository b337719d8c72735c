"""No small number is told, and none is found out by whoever knows the rule and can subtract."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.small_numbers import FEWEST, Apart, Few, apart, few, in_steps, stepped


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


# --- told again while it grows ------------------------------------------------------------------

HIGHEST = 7
Parts = tuple[int, int, int]


def told_of(parts: Parts) -> str:
    """Return all that a reader has of these parts: what is told, and the total."""
    return f"{in_steps(dict(zip('abc', parts, strict=True)))} of {sum(parts)}"


def fitting() -> dict[str, tuple[set[int], set[int], set[int]]]:
    """Return, by what is told, the values that each part may have."""
    values: dict[str, tuple[set[int], set[int], set[int]]] = defaultdict(
        lambda: (set(), set(), set())
    )
    for a, b, c in product(range(HIGHEST + 8), repeat=3):
        for fits, count in zip(values[told_of((a, b, c))], (a, b, c), strict=True):
            fits.add(count)
    return values


def one_more(parts: Parts) -> Iterator[tuple[int, Parts]]:
    """Yield each way in which one post comes in, or goes from one part to another."""
    for to, source in product(range(3), (None, 0, 1, 2)):
        after = list(parts)
        after[to] += 1
        if source is not None:
            after[source] -= 1
        if source != to and min(after) >= 0:
            yield to, (after[0], after[1], after[2])


def test_of_two_reports_nobody_finds_what_one_post_changed() -> None:
    """Unless all posts are in one part, which the total tells."""
    values, found = fitting(), []
    for a, b, c in product(range(HIGHEST + 1), repeat=3):
        for to, after in one_more((a, b, c)):
            known = [values[told_of(parts)][to] for parts in ((a, b, c), after)]
            if all(len(fits) == 1 for fits in known) and max(after) != sum(after):
                found.append(((a, b, c), after))
    assert found == []


def test_told_exactly_it_would_be_found() -> None:
    """What the steps are for: 20 and 6 of 26, then 20 and 7 of 27."""
    assert apart({"a": 20, "b": 6}) != apart({"a": 20, "b": 7})
    assert in_steps({"a": 20, "b": 6}) == in_steps({"a": 20, "b": 7})
    assert in_steps({"a": 21, "b": 6}) == in_steps({"a": 20, "b": 7})


def test_a_sum_of_what_is_told_together_is_a_step_too() -> None:
    assert in_steps({"a": 2, "b": 6, "c": 30}) == Apart({"c": 30}, ("a", "b"), 5)
    assert in_steps({"a": 3, "b": 0}) == Apart({}, ("a", "b"), None)


FITTING: dict[Few, list[int]] = defaultdict(list)
for _count in range(70):
    FITTING[few(stepped(_count))].append(_count)


@given(first=st.integers(0, 60), second=st.integers(0, 60))
def test_the_difference_of_two_numbers_in_steps_fits_several_unless_both_are_none(
    first: int, second: int
) -> None:
    fits = [FITTING[few(stepped(count))] for count in (first, second)]
    differences = {b - a for a, b in product(*fits)}
    assert len(differences) > 1 or (first, second) == (0, 0)
