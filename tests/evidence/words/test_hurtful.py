"""Swearing, insults and threats, and the birds, towns and authors that are none."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.hurtful import hurtful
from tests.evidence.words.finding import kinds, pieces


@pytest.mark.parametrize(
    "text",
    [
        "We counted nine blue tits and a great tit.",
        "Tits and robins came to the feeder.",
        "The coach to Scunthorpe, Penistone and Arsenal.",
        "Dick King-Smith, Dick Whittington and Moby-Dick.",
        "We made fat balls for the birds, and read The Ugly Duckling.",
        "You killed it, Year 4! Smashed it!",
        "Prick out the seedlings, and prick your potato.",
        "No winners and losers today.",
        "Bring flip-flops.",
        "Mr Lazy and Little Miss Stupid are in the library.",
        "Our assassin bug is a class pet; shiitake for lunch.",
        "Offa's Dyke is 1,200 years old.",
        "The pancake tosser of the day is Mr Haddad.",
        "3 x 5 = 15!",
    ],
)
def test_harmless_words_hurt_nobody(text: str) -> None:
    assert kinds(hurtful, text) == []


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("That was cr@p.", "cr@p"),
        ("SHIT happens", "SHIT"),
        ("what the f**k", "f**k"),
        ("total sh!t", "sh!t"),
        ("WTF?!", "WTF"),
        ("They are b*stards", "b*stards"),
        ("Such a bitch", "bitch"),
        ("cra\u200bp", "cra\u200bp"),
    ],
)
def test_strong_words_are_sure(text: str, piece: str) -> None:
    assert kinds(hurtful, text) == ["HURTFUL"]
    assert pieces(hurtful, text) == [piece]


@pytest.mark.parametrize(
    "text",
    [
        "What a bloody good supper!",
        "The other team were idiots.",
        "Year 5 run like girls.",
        "Parents who can't tell the time",
        "Shame on you.",
        "Our keeper was useless.",
    ],
)
def test_mild_words_are_perhaps_meant_well(text: str) -> None:
    assert kinds(hurtful, text) == ["HURTFUL?"]


@pytest.mark.parametrize(
    "text",
    [
        "Park here again and we will make you regret it.",
        "We know where you live.",
        "Stop it, or else!",
        "Touch our tomatoes and we'll get you.",
    ],
)
def test_threats_are_sure(text: str) -> None:
    assert kinds(hurtful, text) == ["THREAT"]
