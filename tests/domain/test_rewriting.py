"""Other words in a text, as a fix asks for them."""

from __future__ import annotations

import pytest

from gatekeeper.domain.rewriting import rewritten


@pytest.mark.parametrize(
    ("text", "old", "new", "after"),
    [
        ("Well done Maya Silva!", "Maya Silva", "a pupil", "Well done a pupil!"),
        ("Maya Silva's bridge.", "Maya Silva", "a pupil", "A pupil's bridge."),
        ("Hooray! Maya sang.", "Maya", "a pupil", "Hooray! A pupil sang."),
        ("\u201cMaya sang\u201d", "Maya", "a pupil", "\u201cA pupil sang\u201d"),
        ("Maya and Mayan ruins", "Maya", "a pupil", "A pupil and Mayan ruins"),
        ("Ring 07700 900461.", "07700 900461", "", "Ring."),
        ("Go #TeamMayaSilva!", "MayaSilva", "a pupil", "Go #Team!"),
        ("Alfie and #Alfie", "Alf", "a pupil", "Alfie and #ie"),
        ("Alfie", "Alf", "a pupil", "Alfie"),
        ("Nothing here", "", "a pupil", "Nothing here"),
        ("Nothing here", "Maya", "a pupil", "Nothing here"),
        ("(C++)", "C++", "\\1", "(\\1)"),
    ],
)
def test_words_are_exchanged_and_the_sentence_stays_whole(
    text: str, old: str, new: str, after: str
) -> None:
    assert rewritten(text, old, new) == after
