"""Children who are known by being left out; things and grown-ups are not."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.missing_child import missing_children
from tests.evidence.words.finding import kinds


@pytest.mark.parametrize(
    "text",
    [
        "Everyone in Year 4 enjoyed it.",
        "All of our children took part.",
        "Everyone got wet, except Mrs Bako!",
        "All but one egg hatched.",
        "Everyone except the Big Bad Wolf lived happily.",
        "30 of 30 children came.",
        "We met on 16/11/2026.",
        "All the teachers but one can juggle.",
        "Only one week left!",
        "Our new library is open.",
        "Two of our pupils won the quiz.",
    ],
)
def test_nobody_is_left_out(text: str) -> None:
    assert kinds(missing_children, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Everyone came, except one.",
        "The whole class can swim, apart from two.",
        "All but two of our Year 6s passed.",
        "29 of our 30 children have the badge.",
        "28 out of 29 came on their bikes.",
        "Only one child forgot the kit.",
        "One child couldn't come.",
        "Those two who stayed in school baked bread.",
        "There is a gap in the front row where somebody should be.",
        "Not pictured: the one whose mum said no.",
    ],
)
def test_somebody_is_left_out(text: str) -> None:
    assert kinds(missing_children, text) == ["MISSING_CHILD"]


@pytest.mark.parametrize(
    "text",
    [
        "Our only Polish pupil read to us.",
        "The only girl in the chess club won.",
        "Our new boy from Syria scored twice.",
        "The three boys in Year 4 sang.",
    ],
)
def test_the_only_one_is_perhaps_known(text: str) -> None:
    assert kinds(missing_children, text) == ["MISSING_CHILD?"]
