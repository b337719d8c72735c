"""Who is blamed in public; villains of stories and lessons are not."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.accusations import accusations
from tests.evidence.words.finding import kinds, pieces


@pytest.mark.parametrize(
    "text",
    [
        "Somebody has stolen our gnome.",
        "Robin Hood stole from the rich in our play.",
        "Year 4 stole the show!",
        "Thank you, Kerrigan Roofing, for mending the hall.",
        "Anti-bullying week: Mrs Bako spoke about bullies.",
        "Mr Fox lied in the story.",
        "King John cheated, we learned in history.",
    ],
)
def test_nobody_is_blamed(text: str) -> None:
    assert kinds(accusations, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kerrigan Roofing did a shoddy job.",
        "Mr. Gareth Pike dumped rubbish on our field.",
        "Don't use Northgate Taxis!",
        "The referee cheated us.",
        "The lads from Northgate vandalised our shed.",
        "Cllr Doreen Voss broke her promise.",
        "Somebody's dad let his dog in again.",
        "Sunny Photography ripped us off.",
    ],
)
def test_somebody_is_blamed(text: str) -> None:
    assert kinds(accusations, text) == ["ACCUSATION"]
    assert pieces(accusations, text) == [text]
