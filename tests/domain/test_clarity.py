"""Why a face is hard to name, in words that fit into a question."""

from __future__ import annotations

from dataclasses import replace

import pytest

from gatekeeper.domain.clarity import hard_to_name, measured
from gatekeeper.domain.face import FoundFace, Seen, Turn
from gatekeeper.domain.picture import Box

CLEAR = FoundFace(Box(0, 0, 30, 40), 900, ("YuNet",), Seen.FACE, sharpness=12, turn=Turn.FRONT)
TINY = Box(0, 0, 15, 19)


@pytest.mark.parametrize(
    ("face", "why"),
    [
        (CLEAR, ()),
        (replace(CLEAR, box=Box(0, 0, 20, 24), sharpness=4, turn=Turn.HALF), ()),
        (replace(CLEAR, turn=Turn.UNKNOWN), ()),
        (replace(CLEAR, box=TINY), ("only 19 pixels high",)),
        (replace(CLEAR, sharpness=3), ("blurred",)),
        (replace(CLEAR, turn=Turn.SIDE), ("turned away",)),
        (replace(CLEAR, sharpness=0, turn=Turn.SIDE), ("blurred", "turned away")),
        (replace(CLEAR, seen=Seen.FROM_BEHIND, sharpness=0), ("seen from behind",)),
    ],
)
def test_small_blurred_and_turned_faces_are_hard_to_name(
    face: FoundFace, why: tuple[str, ...]
) -> None:
    assert hard_to_name(face) == why


def test_a_small_face_is_not_called_blurred_too() -> None:
    """Enlarged for its measure, it scores low however sharp the lens was."""
    assert hard_to_name(replace(CLEAR, box=TINY, sharpness=1)) == ("only 19 pixels high",)


def test_what_was_not_measured_is_not_held_against_a_face() -> None:
    added = replace(CLEAR, seen=Seen.ADDED, sharpness=0, turn=Turn.UNKNOWN)
    assert hard_to_name(added) == ()
    assert "sharpness: not measured" in measured(added)


def test_whoever_asks_why_is_told_every_measure() -> None:
    assert measured(CLEAR) == ("40 pixels high", "sharpness: 12", "turn: front", "seen as: face")
