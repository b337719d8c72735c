"""When two spellings are the same name."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gatekeeper.domain.spelling import fold, hidden, squash


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("O'Brien", "OBRIEN"),
        ("O\u2019Brien", "o brien"),
        ("O\u02bcBrien", "O'Brien"),
        ("Zoë", "zoe"),
        ("Zoe\u0308", "Zoë"),
        ("Łukasz", "lukasz"),
        ("Øyvind", "Oyvind"),
        ("Æthel", "AETHEL"),
        ("Strauß", "STRAUSS"),
        ("I\u015f\u0131l", "isil"),
        ("İpek", "ipek"),
        ("\U0001d4dc\U0001d4ea\U0001d502\U0001d4ea", "Maya"),
        ("\uff2d\uff41\uff59\uff41", "Maya"),
        ("\u24c2\u24d0\u24e8\u24d0", "Maya"),
        ("Ma\u200b\u2060\u00ad\ufeff\u034fya", "Maya"),
        ("Maya\u3164", "Maya"),
        ("Ma\x00ya", "Maya"),
        ("Anne-Marie", "annemarie"),
        ("\ufb01nn", "Finn"),
    ],
)
def test_one_name_in_two_spellings_is_one(one: str, other: str) -> None:
    assert squash(one) == squash(other)


@pytest.mark.parametrize(("one", "other"), [("Maya", "Mya"), ("Ann", "Anne"), ("Maya 2", "Maya")])
def test_two_names_stay_two(one: str, other: str) -> None:
    assert squash(one) != squash(other)


@pytest.mark.parametrize("character", [" ", "\n", "-", "'", ".", "\U0001f31f", "\u2800", "_"])
def test_what_can_be_seen_between_letters_is_no_letter_and_not_hidden(character: str) -> None:
    assert fold(character) == ""
    assert not hidden(character)


@pytest.mark.parametrize(
    "character", ["\u200b", "\u200d", "\ufe0f", "\u0301", "\u00ad", "\u202e", "\x07", "\u3164"]
)
def test_what_cannot_be_seen_leaves_no_gap(character: str) -> None:
    assert fold(character) == ""
    assert hidden(character)


@given(st.text(st.characters(exclude_categories=())))
def test_squashing_any_text_leaves_letters_and_digits_alone_and_stays(text: str) -> None:
    once = squash(text)
    assert all(c.isalnum() for c in once)
    assert squash(once) == once


@given(st.text(st.characters(min_codepoint=0x41, max_codepoint=0x17F, categories=["Lu", "Ll"])))
def test_case_and_the_way_accents_are_stored_do_not_count(name: str) -> None:
    forms = (name.upper(), name.lower(), name.title(), name.swapcase())
    stored = (unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC", "NFKD"))
    assert {squash(form) for form in (*forms, *stored)} == {squash(name)}
