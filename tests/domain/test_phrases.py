"""Phrases that hold a first name and are no pupil."""

from __future__ import annotations

from datetime import date

import pytest

from gatekeeper.domain.phrases import (
    end_of_year,
    explained,
    is_memorable,
    is_whole,
    key,
    whole,
)

KNOWN = frozenset(
    map(key, ["Amelia Earhart", "Noah's ark", "Jack-in-the-box", "Amelia", "Big Ben"])
)


def standing(text: str) -> tuple[str, str, int]:
    """Return name, words around it and where it begins; the name stands in square brackets."""
    before, _, rest = text.partition("[")
    name, _, after = rest.partition("]")
    return name, before + name + after, len(before)


@pytest.mark.parametrize(
    "text",
    [
        "saw [Amelia] Earhart fly",
        "[Amelia] Earhart's plane",
        "[AMELIA] EARHART",
        "built [Noah]\u2019s ark in",
        "[Noah]\u2019s ark\u2019s door",
        "a [Jack]-in-the-box jumped",
        "Amelia loves [Amelia] Earhart",
        "Amelia\u2019s [Amelia] Earhart poster",
        "Ben saw \u201cBig [Ben]\u201d",
        "Big [Ben] by Ben",
        "#Big[Ben]",
    ],
)
def test_a_known_phrase_explains_the_name_in_it(text: str) -> None:
    assert explained(*standing(text), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "saw [Amelia] fly",
        "[Amelia] Hughes",
        "[Amelia] and Earhart",
        "[Amelia]\u2019s Earhart poster",
        "[Noah] sang",
        "Amelia Earhart [Rose]",
        "think Big \u2013 [Ben] did",
    ],
)
def test_nothing_but_the_whole_phrase_does(text: str) -> None:
    assert not explained(*standing(text), KNOWN)


@pytest.mark.parametrize(
    "text",
    [
        "[Ben] saw Big Ben",
        "Big Ben by [Ben]",
        "[Ben]\u2019s Big Ben",
        "Big Ben [Ben]",
        "[Amelia] loves Amelia Earhart",
        "[Amelia]\u2019s Amelia Earhart poster",
        "Amelia Earhart [Amelia]",
    ],
)
def test_a_phrase_beside_a_name_does_not_hide_it(text: str) -> None:
    assert not explained(*standing(text), KNOWN)


@pytest.mark.parametrize("at", [None, 1, 99])
def test_a_name_of_unknown_place_is_in_no_phrase(at: int | None) -> None:
    assert not explained("Ben", "Big Ben", at, KNOWN)
    assert whole("Ben", "Big Ben", at) == "Ben"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("we drew Big [Ben] today", "Big Ben"),
        ("we drew [Ben] today", "Ben"),
        ("[Ben]\u2019s plane", "Ben"),
        ("Author [Amelia] Earhart wrote", "Author Amelia Earhart"),
        ("saw [Anne Marie] Curie", "Anne Marie Curie"),
        ("saw [Anne\nMarie] sing", "Anne\nMarie"),
        ("[Ben] saw Big Ben", "Ben"),
        ("Big Ben by [Ben]", "Ben"),
        ("Amelia\u2019s [Amelia] Earhart poster", "Amelia Earhart"),
        ("[Amelia]\u2019s Amelia Earhart poster", "Amelia"),
        ("the \u201cBig [Ben]\u201d clock", "Big Ben"),
        ("a [Jack]-in-the-box jumped", "Jack-in-the-box"),
        ("[Ben]", "Ben"),
    ],
)
def test_a_phrase_is_the_name_with_the_capitalised_words_beside_it(text: str, phrase: str) -> None:
    assert whole(*standing(text)) == phrase


def test_a_bare_name_is_no_whole_phrase() -> None:
    assert not is_whole("Ben")
    assert not is_whole("Ben !")
    assert is_whole("Big Ben")


@pytest.mark.parametrize("phrase", ["Big Ben", "Uncle Ben\u2019s", "Thank You Uncle Ben"])
def test_a_phrase_of_its_own_words_is_memorable(phrase: str) -> None:
    assert is_memorable(phrase)


@pytest.mark.parametrize(
    "phrase", ["Ben", "Congratulations Ben", "WELL DONE BEN", "Thank You, Grace", "By Ben"]
)
def test_everyday_words_with_a_name_are_not(phrase: str) -> None:
    assert not is_memorable(phrase)


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
