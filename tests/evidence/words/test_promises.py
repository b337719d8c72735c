"""Promises, prices and views; not what was raised, what a lesson costs, or what pupils say."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.promises import commitments
from gatekeeper.evidence.words.views import views
from tests.evidence.words.finding import kinds


@pytest.mark.parametrize(
    "text",
    [
        "We raised £412 for the hospice!",
        "Cakes from 50p, tickets £2 each at the fair.",
        "In maths we found change from £5.",
        "We promise to be kind.",
        "We will all miss Year 6.",
        "Thank you for the free books.",
    ],
)
def test_nothing_is_promised(text: str) -> None:
    assert kinds(commitments, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A place is guaranteed for every sibling.",
        "The school will pay for trumpets.",
        "We'll refund every family.",
        "Wraparound care from £4.50 a session.",
        "Hire our hall: £35 per hour.",
        "Free lunches for all!",
        "We will be building a new pitch.",
        "The governors have agreed to open a nursery.",
        "No family will have to pay.",
    ],
)
def test_the_school_commits_itself(text: str) -> None:
    assert kinds(commitments, text) == ["COMMITMENT"]


@pytest.mark.parametrize(
    "text",
    [
        "\u201cI think that the egg will hatch,\u201d says Year 1.",
        "Vote for your favourite book!",
        "Vote for our garden in the people's award.",
        "Our school council should be proud.",
        "What do you think?",
    ],
)
def test_children_and_votes_at_school_have_views(text: str) -> None:
    assert kinds(views, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "IMHO nothing beats a tomato.",
        "In my opinion, uniforms are old hat.",
        "I really think that the new crossing is wrong.",
        "The government must fund schools.",
        "Ofsted haven't a clue.",
        "Vote for a better park on Thursday!",
        "Vote Labour!",
    ],
)
def test_somebodys_own_view_is_found(text: str) -> None:
    assert kinds(views, text) == ["VIEW"]
