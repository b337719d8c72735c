"""Where children are, will be or are regularly; what lies behind, or is at school, is not told."""

from __future__ import annotations

import pytest

from gatekeeper.evidence.words.whereabouts import whereabouts
from tests.evidence.words.finding import kinds, pieces


@pytest.mark.parametrize(
    "text",
    [
        "",
        "...",
        "On Monday we went to Dover Castle.",
        "Last week Year 4 visited the Roman museum and loved the coins.",
        "Year 3 had a brilliant day at the zoo on Tuesday.",
        "The fair is on Saturday on our field, from 11!",
        "Do come to our summer fete in the school hall on Friday.",
        "Sports day is tomorrow on the school field. Bring sun hats!",
        "Nativity in the hall on Thursday at 2pm, all families welcome.",
        "We are learning about castles this week.",
        "Year 5 are writing a story about a museum at night today.",
        "Our visitor from the fire station comes to school on Monday.",
        "Happy Easter! See you on Tuesday.",
        "Back to school on Monday, we can't wait to see everyone.",
        "Well done to everyone who ran the London Marathon last Sunday.",
        "Year 1 made a beach in the classroom today.",
        "The author Anna Bell will visit us on World Book Day, 4 March.",
        "Class assembly is every Friday at 9 in the hall.",
        "Library time for Year 2 is every Wednesday in our library.",
        "The museum is open every Monday.",
        "Our choir sang at Elmtree Court yesterday. What a treat!",
        "Our new books have just arrived!",
        "Spring is on its way, and so are our chicks.",
        "Day two of Science Week!",
        "Hello from Year 3!",
        "We made it to the final!",
        "Visit our Viking museum tomorrow, in the hall.",
        "In English this week we are reading about the river.",
    ],
)
def test_nobodys_whereabouts_are_told(text: str) -> None:
    assert kinds(whereabouts, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Just arrived at Warwick Castle!",
        "We've made it to the campsite, sun is out",
        "Live from the Science Museum with our Year 6s",
        "Greetings from Whitby! The sea is cold.",
        "Year 4 are having a wonderful time at the farm park.",
        "Our Year 2s are exploring the aquarium today.",
        "On our way home from the coast, coach is singing. Year 5 are tired.",
        "Day 3 of our residential at Kingswood.",
        "Year 3 at the seaside!",
        "We are currently at the Globe Theatre.",
        "Reception have landed!",
        "Lunch stop in Canterbury.",
        "Maya is having lunch at Leeds Castle right now.",
    ],
)
def test_where_children_are_now_is_told(text: str) -> None:
    assert kinds(whereabouts, text) == ["THERE_NOW"]


@pytest.mark.parametrize(
    "text",
    [
        "On Monday we go to Dover Castle.",
        "Tomorrow Year 4 will visit the Roman museum.",
        "Next Thursday our football team play St Anne's away.",
        "Year 6 are off to Bewl Water on Monday, wish them luck!",
        "The choir will sing at the shopping centre on Saturday at 11.",
        "Don't forget packed lunches for Year 2's trip on Friday!",
        "Swimming starts for Year 4 next week. Wellfield Pool, bring goggles!",
        "Our dancers perform at the Marlowe Theatre this Sunday.",
        "Tomorrow our Nursery visit the farm.",
        "Reception visit Hop Lane Farm on 12 May.",
        "We're going to London on the 8th!",
        "Cross-country squad: meet at the bandstand in Town Park at 9 on Saturday.",
        "Please collect our Year 5s from the leisure centre on Wednesday at 4.",
    ],
)
def test_where_children_will_be_is_told(text: str) -> None:
    assert kinds(whereabouts, text)[0] == "THERE_SOON"


@pytest.mark.parametrize(
    "text",
    [
        "Every Tuesday Year 4 swim at Wellfield Pool.",
        "Another Friday, another walk to the woods for our Reception class!",
        "Netball club trains Thursdays on the Northgate courts.",
        "Year 5 visit our friends at Elmtree Court on the first Friday of every month.",
        "Our walking bus leaves from the Co-op corner each morning.",
        "Maya runs every Sunday in Wellfield Park.",
    ],
)
def test_where_children_are_regularly_is_told(text: str) -> None:
    assert kinds(whereabouts, text) == ["THERE_REGULARLY"]


def test_the_sentence_is_what_is_found() -> None:
    text = "What a week! On Friday we go to Dover Castle, at 3.45 we are back. See you!"
    assert pieces(whereabouts, text) == ["On Friday we go to Dover Castle, at 3.45 we are back."]
