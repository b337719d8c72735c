"""What is private about pupils, and the lessons, charities and jobs in which it is not."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.sensitive import sensitive
from tests.evidence.words.finding import kinds, pieces


@pytest.mark.parametrize(
    "text",
    [
        "We raised £300 for the children's hospice and for cancer research.",
        "Year 6 learned about diabetes in science.",
        "It is Deaf Awareness Week.",
        "Our new book is about a boy with a wheelchair.",
        "Vacancy: teaching assistant, experience of autism welcome.",
        "Red cards and penalties: Year 5 learned the rules of football.",
        "Our engineers built a suspension bridge.",
        "We adopted a hedgehog, and foster a love of reading.",
        "Harvest gifts went to the food bank, which helps homeless people.",
        "Please bring no nuts: some of us are allergic. No nuts!",
        "Everyone loved the poem about a broken leg.",
    ],
)
def test_a_lesson_a_charity_and_a_job_are_nobodys_secret(text: str) -> None:
    assert kinds(sensitive, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Our dyslexic readers have new coloured overlays.",
        "A treat for our free school meals children!",
        "Our looked-after children planted a tree.",
        "The bottom set worked so hard.",
        "Chickenpox is going round Reception.",
        "One of our refugees taught us a song.",
    ],
)
def test_a_group_of_pupils_is_asked_about(text: str) -> None:
    assert kinds(sensitive, text) == ["SENSITIVE?"]


@pytest.mark.parametrize(
    ("text", "piece"),
    [
        ("Maya is back after her operation!", "her operation"),
        ("So proud of Maya: no meltdowns all week.", "meltdowns"),
        ("Maya\u2019s social worker came to see the play.", "social worker"),
        ("From detention to gold award: Maya!", "detention"),
    ],
)
def test_beside_a_pupils_name_it_is_sure(text: str, piece: str) -> None:
    assert kinds(sensitive, text) == ["SENSITIVE"]
    assert pieces(sensitive, text) == [piece]


def test_a_name_in_another_sentence_is_not_beside_it() -> None:
    assert kinds(sensitive, "Maya won. Nits are back.") == ["SENSITIVE?"]
