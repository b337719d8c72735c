"""How clearly a face can be seen, in words: what was measured, and why it is hard to name.

The bounds were measured on portraits of 200 adults (docs/decisions/0003-finding-faces.md): of faces
35 pixels high 97 in 100 are still told from 29 others, of 24 pixels 87, of 20 pixels 75; of faces
of sharpness 4 and 5 77 in 100, of sharpness 3 52, below that 9.
"""

from __future__ import annotations

from gatekeeper.domain.face import TOO_SMALL_TO_NAME, FoundFace, Seen, Turn

TOO_BLURRED_TO_NAME = 4
"""Sharpness (`FoundFace.sharpness`) below which a face is too blurred to be named by."""

_BY_HAND = frozenset({Seen.ADDED, Seen.FROM_BEHIND})


def blurred(face: FoundFace, least: int = TOO_BLURRED_TO_NAME) -> bool:
    """Whether sharpness was measured, and is below what is needed."""
    return face.seen not in _BY_HAND and face.sharpness < least


def turned_away(face: FoundFace) -> bool:
    """Whether the face looks away, or only the back of the head is seen."""
    return face.turn is Turn.SIDE or face.seen is Seen.FROM_BEHIND


def hard_to_name(face: FoundFace) -> tuple[str, ...]:
    """Return why nobody can be named by this face with certainty, as parts of a sentence."""
    small = face.box.height < TOO_SMALL_TO_NAME
    behind = face.seen is Seen.FROM_BEHIND
    reasons = (
        (small, f"only {face.box.height} pixels high"),
        (blurred(face) and not small, "blurred"),
        (turned_away(face), "seen from behind" if behind else "turned away"),
    )
    return tuple(text for true, text in reasons if true)


def measured(face: FoundFace) -> tuple[str, ...]:
    """Return what is known of a face, for whoever asks why."""
    sharp = "not measured" if face.seen in _BY_HAND else str(face.sharpness)
    turn = f"turn: {face.turn.value}"
    return (
        f"{face.box.height} pixels high",
        f"sharpness: {sharp}",
        turn,
        f"seen as: {face.seen.value}",
    )
