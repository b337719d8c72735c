"""All words of a post are weighed together: of an outing, or of school, a lesson and the past."""

from __future__ import annotations

import pytest

from gatekeeper.domain.words import Kind, Known, Passage
from gatekeeper.evidence.words.calendar_places import named
from gatekeeper.evidence.words.passages import Passages

AWAITED = Known(places=("Bramble Lodge",))

NOBODY = Known()


def perhaps_away(words: str, known: Known = NOBODY, **others: str) -> list[Passage]:
    read = Passages().read({"words": words} | others, known)
    return [passage for passage in read if passage.kind is Kind.PERHAPS_AWAY]


@pytest.mark.parametrize(
    "words",
    [
        "",
        "🦊",
        "Tomorrow is Tuesday, and we can't wait.",
        "Her birthday is on 3rd March.",
        "Captain Cook sets sail tomorrow. Year 6's ship leaves from the carpet.",
        "We built a coach out of cardboard in class today.",
        "Year 5 went to the coast last week. The tide was out.",
        "Wellies, mud, and worms in the school garden today.",
        "Year 6 met their partners at Hill View Primary on a video call, and compared books.",
        "Inset day on Monday, see you on Tuesday!",
    ],
)
def test_school_lessons_and_what_is_over_outweigh_the_signs_of_an_outing(words: str) -> None:
    assert perhaps_away(words) == []


@pytest.mark.parametrize(
    "words",
    [
        "Three more sleeps! Packed lunch, wellies, spare socks, Year 2.",
        "Coach leaves at 8.45 SHARP on Thursday. Packed lunch please!",
        "Still no sign of our coach. Back a bit after half 3, we think.",
        "Guess where Year 2 are going on Wednesday? Clue: 🦁🐘",
        "Cold noses, hot chocolate #Year5 #hostellife #day3of5",
        "Nighty night from Year 6. Torches off. The owls are LOUD.",
        "A week today: hard hats and hi-vis for all of Year 6.",
    ],
)
def test_no_sentence_tells_it_and_the_whole_post_does(words: str) -> None:
    (passage,) = perhaps_away(words)
    assert passage.sure


def test_it_is_asked_once_from_the_first_telling_sentence_to_the_last() -> None:
    words = "Hooray! Packed lunches ready. What fun. Coach at nine on Thursday, Year 3. Cheers!"
    (passage,) = perhaps_away(words)
    assert passage.text == ("Packed lunches ready. What fun. Coach at nine on Thursday, Year 3.")


def test_an_alternative_text_is_weighed_with_the_words_and_a_file_name_is_not() -> None:
    words, shown = "Year 3 today!", "Children in sun hats looking into rock pools by the sea"
    assert perhaps_away(words) == []
    assert perhaps_away(words, NOBODY, **{"file name 1": shown}) == []
    (passage,) = perhaps_away(words, NOBODY, **{"alt text 1": shown})
    assert passage.where in {"words", "alt text 1"}


def test_what_a_sentence_tells_already_is_not_asked_about_twice() -> None:
    words = "Just arrived at Dover Castle! Packed lunches on the beach, coach home at three."
    assert perhaps_away(words) == []


def test_faint_signs_tell_only_while_a_trip_is_to_come_or_lasts() -> None:
    words = "Theo has made a friend. The goat seems less sure."
    assert perhaps_away(words) == []
    (passage,) = perhaps_away(words, AWAITED)
    assert not passage.sure


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("The lodge of our beaver", "Bramble Lodge"),
        ("A castle in the sand tray", "Dover Castle"),
        ("History, naturally, in a museum", "Natural History Museum"),
        ("anything", ""),
        ("The O was missing", "O2"),
    ],
)
def test_a_word_that_other_places_share_names_no_place(text: str, place: str) -> None:
    assert not named(text, [place])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("BRAMBLE, are you ready for us?", "Bramble Lodge"),
        ("Off to the Natural History Museum", "Natural History Museum"),
        ("the villa, day two", "Roman villa"),
    ],
)
def test_a_place_of_the_calendar_is_known_by_the_word_that_is_its_own(
    text: str, place: str
) -> None:
    assert named(text, [place])
