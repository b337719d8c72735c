"""One pupil at most once a picture, and of all ways the likeliest."""

from __future__ import annotations

from importlib.machinery import PathFinder

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from scipy.optimize import linear_sum_assignment

from gatekeeper.evidence.faces.assign import NOBODY, assigned, solver

ODDS = arrays(
    np.float32,
    array_shapes(min_dims=2, max_dims=2, min_side=0, max_side=6),
    elements=st.floats(-8, 8, width=32),
)


def odds(*rows: list[float]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(rows, np.float32)


def test_each_face_gets_its_closest_pupil() -> None:
    assert assigned(odds([5, 1, 0], [0, 4, 1]), -3).tolist() == [0, 1]


def test_the_closer_face_keeps_a_pupil_whom_two_resemble() -> None:
    assert assigned(odds([5, -9], [4, -9]), -3).tolist() == [0, NOBODY]


def test_a_face_gives_way_where_both_faces_are_then_likelier() -> None:
    assert assigned(odds([5, 4.5], [4, -9]), -3).tolist() == [1, 0]


def test_what_is_out_of_reach_is_nobody() -> None:
    assert assigned(odds([-4, -5], [-3, -9]), -3).tolist() == [NOBODY, NOBODY]


def test_more_faces_than_pupils_leave_faces_over() -> None:
    assert assigned(odds([1], [3], [2]), -3).tolist() == [NOBODY, 0, NOBODY]


@given(ODDS)
def test_no_pupil_is_given_twice_and_none_out_of_reach(
    made: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    found = assigned(made, -1)
    given_to = found[found != NOBODY]
    assert len(found) == len(made)
    assert len(set(given_to.tolist())) == len(given_to)
    assert all(made[face, pupil] > -1 for face, pupil in enumerate(found) if pupil != NOBODY)


@given(ODDS)
def test_who_is_close_to_one_face_alone_is_not_lost(
    made: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    """Whoever is left without a pupil has only pupils in reach who went to others."""
    found = assigned(made, -1)
    for face in np.flatnonzero(found == NOBODY):
        assert set(np.flatnonzero(made[face] > -1).tolist()) <= set(found.tolist())


@given(ODDS)
def test_the_solver_that_is_loaded_alone_says_what_scipy_says(
    made: np.ndarray[tuple[int, ...], np.dtype[np.float32]],
) -> None:
    for ours, theirs in zip(
        solver()(made, maximize=True), linear_sum_assignment(made, maximize=True), strict=True
    ):
        assert ours.tolist() == theirs.tolist()


def test_where_scipy_keeps_its_solver_elsewhere_all_of_it_is_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(PathFinder, "find_spec", lambda *_: None)
    assert solver.__wrapped__() is linear_sum_assignment
