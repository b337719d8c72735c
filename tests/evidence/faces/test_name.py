"""Who is suggested, and every reason for which a face is asked about all the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from gatekeeper.domain.biometrics import Gallery
from gatekeeper.domain.suggestion import Suggestion, WhyAsk
from gatekeeper.evidence.faces.closeness import CLEAR, as_odds
from gatekeeper.evidence.faces.name import Compared, Namer
from tests.evidence.faces.made_faces import TODAY, enrolled, gallery, school

FACES = school(3)
REGISTER = gallery(FACES)


def compared(*thousandths: list[int], differ: bool = False, poor: bool = False) -> Compared:
    """Return faces `s0`, `s1` ... whose closeness to `p0`, `p1`, `p2` is given."""
    odds = [[as_odds(one) for one in row] for row in thousandths]
    flags = np.ones(len(odds), np.bool_)
    sightings = tuple(f"s{n}" for n in range(len(odds)))
    return Compared(
        sightings, tuple(FACES), np.array(odds, np.float32), flags * differ, flags * poor
    )


def named(faces: Compared, register: Gallery = REGISTER, *lookalikes: str) -> list[Suggestion]:
    return list(Namer(register, frozenset(lookalikes)).suggestions(faces))


def only(faces: Compared, register: Gallery = REGISTER, *lookalikes: str) -> Suggestion:
    (one,) = named(faces, register, *lookalikes)
    return one


def names(suggestion: Suggestion) -> list[tuple[str, int]]:
    return [(candidate.pupil, candidate.closeness) for candidate in suggestion.candidates]


CLOSE = [990, 3, 1]


def test_a_clear_first_with_nobody_near_is_asked_without_a_reason() -> None:
    found = only(compared(CLOSE))
    assert names(found) == [("p0", 990)]
    assert found.gap == 990
    assert found.ask == ()


def test_a_clear_first_needs_that_no_second_is_nearly_as_close() -> None:
    found = only(compared([990, 3, 400]))
    assert names(found) == [("p0", 990), ("p2", 400)]
    assert found.gap == 590
    assert found.ask == (WhyAsk.NARROW,)


def test_a_second_who_is_in_reach_but_far_behind_is_shown_and_no_reason() -> None:
    found = only(compared([990, 60, 100]))
    assert names(found) == [("p0", 990), ("p2", 100), ("p1", 60)]
    assert found.ask == ()


def test_a_weak_likeness_is_said() -> None:
    assert only(compared([CLEAR - 10, 1, 1])).ask == (WhyAsk.UNSURE,)


def test_whom_nobody_resembles_is_unknown() -> None:
    found = only(compared([40, 3, 1]))
    assert (found.candidates, found.gap, found.ask) == ((), 0, (WhyAsk.FAR,))


def test_twins_always_ask() -> None:
    twins = replace(REGISTER, alike=frozenset({frozenset({"p0", "p2"})}))
    assert only(compared(CLOSE), twins).ask == (WhyAsk.ALIKE,)
    assert only(compared([1, 990, 1]), twins).ask == ()


def test_a_twin_whom_nobody_was_allowed_to_enrol_makes_the_other_ask() -> None:
    twins = replace(REGISTER, alike=frozenset({frozenset({"p0", "not enrolled"})}))
    assert only(compared(CLOSE), twins).ask == (WhyAsk.ALIKE,)


def test_a_measured_look_alike_asks() -> None:
    assert only(compared(CLOSE), REGISTER, "p0").ask == (WhyAsk.ALIKE,)


def test_engines_that_differ_ask() -> None:
    assert only(compared(CLOSE, differ=True)).ask == (WhyAsk.ENGINES_DIFFER,)


def test_a_face_that_cannot_be_seen_well_asks() -> None:
    assert only(compared(CLOSE, poor=True)).ask == (WhyAsk.POOR,)


def test_too_few_enrolled_to_be_sure_of_anybody_asks() -> None:
    assert only(replace(compared(CLOSE), few=True)).ask == (WhyAsk.UNSURE,)


@pytest.mark.parametrize(("days", "asks"), [(365, ()), (366, (WhyAsk.OLD,))])
def test_a_picture_older_than_twelve_months_asks(days: int, asks: tuple[WhyAsk, ...]) -> None:
    old = enrolled("p0", FACES["p0"], taken_on=TODAY - timedelta(days=days))
    register = replace(REGISTER, enrolments=(old, *REGISTER.enrolments[1:]))
    assert only(compared(CLOSE), register).ask == asks


def test_the_newest_picture_counts() -> None:
    old = enrolled("p0", FACES["p0"], taken_on=date(2020, 1, 1), number=1)
    register = replace(REGISTER, enrolments=(*REGISTER.enrolments, old))
    assert only(compared(CLOSE), register).ask == ()


def test_without_a_date_every_picture_is_old() -> None:
    assert only(compared(CLOSE), replace(REGISTER, today=None)).ask == (WhyAsk.OLD,)


def test_nobody_comes_first_for_two_faces() -> None:
    one, two = named(compared([990, 1, 1], [980, 300, 1]))
    assert names(one)[0][0] == "p0"
    assert names(two)[0] == ("p1", 300)
    assert WhyAsk.TAKEN in two.ask
    assert WhyAsk.TAKEN not in one.ask


def test_two_faces_that_are_like_one_pupil_both_ask() -> None:
    """Which of them is the pupil is what the machine cannot know."""
    one, two = named(compared([990, 1, 1], [500, 1, 1]))
    assert one.ask == (WhyAsk.SHARED,)
    assert two.ask == (WhyAsk.TAKEN,)
    one, _ = named(compared([990, 1, 1], [490, 1, 1]))
    assert one.ask == ()


def test_who_was_given_to_another_face_is_still_shown_behind_the_first() -> None:
    _, two = named(compared([990, 1, 1], [980, 300, 1]))
    assert names(two) == [("p1", 300), ("p0", 980)]
    assert two.gap == 0
    assert WhyAsk.NARROW in two.ask


def test_a_face_whose_only_candidate_was_given_away_is_unknown_and_says_why() -> None:
    _, two = named(compared([990, 1, 1], [980, 1, 1]))
    assert two.candidates == ()
    assert two.ask == (WhyAsk.TAKEN,)


def test_every_reason_that_holds_is_told() -> None:
    found = only(compared([700, 600, 1], differ=True, poor=True), REGISTER, "p0")
    assert found.ask == (
        *(WhyAsk.ALIKE, WhyAsk.ENGINES_DIFFER, WhyAsk.NARROW, WhyAsk.UNSURE, WhyAsk.POOR),
    )


def test_an_empty_register_leaves_every_face_unknown() -> None:
    nobody = Compared(
        *(("s0",), (), np.zeros((1, 0), np.float32)),
        *(np.zeros(1, np.bool_), np.zeros(1, np.bool_)),
    )
    assert only(nobody, Gallery((), today=TODAY)).ask == (WhyAsk.FAR,)
