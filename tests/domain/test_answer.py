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

    assert settled([later, _answer("teacher", "alfie")], "s") == later


def test_two_people_who_differ_settle_nothing() -> None:
    assert settled([_answer("teacher", "alfie"), _answer("deputy", "bea", 1)], "s") is None


def test_two_people_who_agree_settle_it_with_the_newer_answer() -> None:
    newer = _answer("deputy", "alfie", 1)

    assert settled([newer, _answer("teacher", "alfie")], "s") == newer


def test_a_visitor_who_agreed_and_one_who_did_not_are_two_answers() -> None:
    asked = _answer("teacher", "Ann", agreement="asked at the gate")

    assert settled([asked, _answer("deputy", "Ann", 1)], "s") is None


def test_the_newest_answers_come_oldest_first() -> None:
    answers = [_answer("deputy", "a", 3), _answer("teacher", "b", 1), _answer("deputy", "c", 0)]

    assert [a.who for a in newest_by_person(answers, "s")] == ["b", "a"]


def test_of_one_moment_the_higher_id_is_the_newer() -> None:
    one, two = _answer("teacher", "alfie"), _answer("teacher", "bea")
    two = Answer("z", two.post, two.sighting, two.said, two.by, two.at, two.who)

    assert settled([two, one], "s") == two


@given(
    st.permutations(
        [
            _answer(by, who, n)
            for n, (by, who) in enumerate(
                [("teacher", "a"), ("deputy", "b"), ("teacher", "b"), ("office", "b")]
            )
        ]
    )
)
def test_the_order_on_record_does_not_matter(answers: list[Answer]) -> None:
    found = settled(answers, "s")

    assert found is not None
    assert found.by == "office"


def _roll(by: str, minute: int, original: str = "p") -> RollCall:
    nobody: frozenset[str] = frozenset()
    at = NOON + timedelta(minutes=minute)
    return RollCall(
        f"{by}{minute}", "post", original, nobody, nobody, nobody, nobody, nobody, by, at
    )


def test_each_persons_newest_roll_call_of_a_picture_counts() -> None:
    rolls = [_roll("teacher", 2), _roll("teacher", 1), _roll("deputy", 0), _roll("deputy", 5, "q")]

    assert {r.id for r in newest_roll_calls(rolls, "p")} == {"teacher2", "deputy0"}
