"""Answers: a person's newest counts, and two people who differ settle nothing."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.answer import (
    Answer,
    RollCall,
    Said,
    newest_by_person,
    newest_roll_calls,
    settled,
)

NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)


def _answer(by: str, who: str, minute: int = 0, **more: str) -> Answer:
    at = NOON + timedelta(minutes=minute)
    sighting = more.pop("sighting", "s")
    return Answer(f"{by}{minute}", "post", sighting, Said.PUPIL, by, at, who, **more)  # type: ignore[arg-type]


def test_what_nobody_answered_is_not_settled() -> None:
    assert settled([], "s") is None


def test_one_answer_settles() -> None:
    answer = _answer("teacher", "alfie")

    assert settled([answer], "s") == answer


def test_an_answer_is_about_its_own_sighting() -> None:
    assert settled([_answer("teacher", "alfie", sighting="t")], "s") is None


def test_a_person_may_think_again() -> None:
    later = _answer("teacher", "bea", 1)

    assert settled([_answer("teacher", "alfie"), later], "s") == later


def test_two_people_who_differ_settle_nothing() -> None:
    assert settled([_answer("teacher", "alfie"), _answer("deputy", "bea", 1)], "s") is None


def test_two_people_who_agree_settle_it_with_the_newer_answer() -> None:
    newer = _answer("deputy", "alfie", 1)

    assert settled([_answer("teacher", "alfie"), newer], "s") == newer


def test_a_visitor_who_agreed_and_one_who_did_not_are_two_answers() -> None:
    asked = _answer("teacher", "Ann", agreement="asked at the gate")

    assert settled([asked, _answer("deputy", "Ann", 1)], "s") is None


def test_the_newest_answers_come_oldest_first() -> None:
    answers = [_answer("deputy", "c"), _answer("teacher", "b", 1), _answer("deputy", "a", 3)]

    assert [a.who for a in newest_by_person(answers, "s")] == ["b", "a"]


@given(st.lists(st.integers(-60, 60), min_size=2, max_size=5))
def test_what_was_said_last_counts_whatever_the_clock_said(minutes: list[int]) -> None:
    answers = [_answer("teacher", f"child{n}", at) for n, at in enumerate(minutes)]

    assert settled(answers, "s") == answers[-1]


def _roll(by: str, minute: int, original: str = "p") -> RollCall:
    nobody: frozenset[str] = frozenset()
    at = NOON + timedelta(minutes=minute)
    return RollCall(
        f"{by}{minute}", "post", original, nobody, nobody, nobody, nobody, nobody, by, at
    )


def test_each_persons_newest_roll_call_of_a_picture_counts() -> None:
    rolls = [_roll("teacher", 3), _roll("teacher", 2), _roll("deputy", 0), _roll("deputy", 5, "q")]

    assert {r.id for r in newest_roll_calls(rolls, "p")} == {"teacher2", "deputy0"}
