"""What a form that led to a step-up was about to do, in the words of its button."""

from __future__ import annotations

import re
from collections.abc import Mapping

STEPS: Mapping[str, str] = {
    r"/keys/invite": "invite somebody to bring a passkey",
    r"/keys/offers/[^/]+": "sign that a passkey is its owner’s",
    r"/keys/offers/[^/]+/refuse": "throw a passkey away that was brought",
    r"/keys/people/[^/]+/shut-out": "end a way back in and every session",
    r"/keys/[^/]+/end": "end a key for good",
    r"/me/recovery": "set up your way back in",
    r"/glass": "take the releaser’s place",
    r"/start": "start everything again",
    r"/dsl/find": "find a child in the DSL room",
    r"/dsl/hold": "hold a child",
    r"/dsl/lift": "lift a hold",
    r"/dsl/.*": "a step in the DSL room",
}
"""By its address; the first that fits."""
A_STEP = "the step that you pressed"


def step_named(action: str) -> str:
    """Return what the form of this address does."""
    fits = (say for path, say in STEPS.items() if re.fullmatch(path, action))
    return next(fits, A_STEP)
