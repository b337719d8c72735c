"""Phrases that hold a first name and are no pupil."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.domain.phrases import end_of_year, explained, is_whole, key, whole

KNOWN = frozenset(map(key, ["Amelia Earhart", "Noah's ark", "Jack-in-the-box", "Amelia"]))


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("Amelia", "saw Amelia Earhart fly"),
        ("Amelia", "Amelia Earhart's plane"),
        ("AMELIA", "AMELIA EARHART"),
        ("Noah", "built Noah\u2019s ark in"),
        ("Jack", "a Jack-in-the-box jumped"),
    ],
)
def test_a_known_phrase_explains_the_name_in_it(name: str, around: str) -> None:
    assert explained(name, around, KNOWN)


@pytest.mark.parametrize(
    ("name", "around"),
    [
        ("Amelia", "saw Amelia fly"),
        ("Amelia", "Amelia Hughes"),
        ("Amelia", "Amelia and Earhart"),
        ("Noah", "Noah sang"),
        ("Rose", "Amelia Earhart Rose"),
    ],
)
def test_nothing_but_the_whole_phrase_does(name: str, around: str) -> None:
    assert not explained(name, around, KNOWN)


@pytest.mark.parametrize(
    ("name", "around", "phrase"),
    [
        ("Ben", "we drew Big Ben today", "Big Ben"),
        ("Ben", "we drew Ben today", "Ben"),
        ("Amelia", "Author Amelia Earhart wrote", "Author Amelia Earhart"),
        ("Ben", "", "Ben"),
    ],
)
def test_a_phrase_is_the_name_with_the_capitalised_words_beside_it(
    name: str, around: str, phrase: str
) -> None:
    assert whole(name, around) == phrase


def test_a_bare_name_is_no_whole_phrase() -> None:
    assert not is_whole("Ben")
    assert not is_whole("Ben !")
    assert is_whole("Big Ben")


@pytest.mark.parametrize(
    ("day", "until"),
    [
        (date(2026, 11, 16), date(2027, 7, 31)),
        (date(2027, 7, 31), date(2027, 7, 31)),
        (date(2027, 8, 1), date(2028, 7, 31)),
    ],
)
def test_what_was_said_holds_until_the_end_of_the_school_year(day: date, until: date) -> None:
    assert end_of_year(day) == until
