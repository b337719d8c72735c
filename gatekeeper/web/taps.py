"""Which fixes a page offers beside a finding, in the words of its buttons."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from gatekeeper.desk.faces.fix_post import offers
from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.decision import Decision

LABELS: Mapping[FixKind, str] = {
    FixKind.OTHER_PICTURE: "Leave this picture out",
    FixKind.COVER_FACE: "Cover the face",
    FixKind.COVER_BOX: "Cover it",
    FixKind.CHANGE_WORDS: "Change the words",
    FixKind.WRITE_ALT_TEXT: "Use this description",
    FixKind.RENAME_FILE: "Give the file a plain name",
    FixKind.DROP_CHANNEL: "Not on this channel",
    FixKind.TURN_OFF_COMMENTS: "Comments will be off",
    FixKind.DECLARE_TRIP: "It is about this trip",
    FixKind.NOT_ABOUT_TRIP: "It is not about this trip",
    FixKind.TAKE_OUT_TAG: "Take the tag out",
    FixKind.MAKE_PLAIN_POST: "Make it a plain post",
    FixKind.DROP_COPY: "No copy there",
    FixKind.SAY_OBJECTIVE: "Say what it is for",
    FixKind.SAY_WHERE_ELSE: "Say where else it stands",
    FixKind.SAY_NOBODY: "It is nobody",
    FixKind.SAY_FINE: "It may stay",
    FixKind.LET_STAND: "It may stand",
}
"""What one tap can do. Naming and cutting have their own place on the page."""

POINTS_AT_NOBODY = "The cover points at nobody"
"""What says of a picture, not of a face, that nobody is meant."""
TYPED = frozenset({FixKind.SAY_OBJECTIVE, FixKind.SAY_WHERE_ELSE})
"""What needs words beside it."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button: the fix's mark, its label, what it does exactly, whether words go with it.

    `decision` is the digest of the one that offers it; `value` the words that the label shows.
    """

    decision: str
    mark: str
    label: str
    detail: str
    typed: bool
    value: str = ""


def taps(decision: Decision) -> dict[str, tuple[Tap, ...]]:
    """Return the buttons of each finding, by its key, in the order in which they are offered."""
    told: dict[str, tuple[Tap, ...]] = {}
    digest = decision.digest  # over everything that it says: once, not for each button
    for offer in offers(decision):
        if offer.fix.kind in LABELS:
            tap = _tap(digest, offer.mark, offer.fix)
            if offer.finding.outcome == "singled_out" and offer.fix.kind is FixKind.SAY_NOBODY:
                tap = replace(tap, label=POINTS_AT_NOBODY)
            told[offer.finding.key] = (*told.get(offer.finding.key, ()), tap)
    return told


def _tap(decision: str, mark: str, fix: Fix) -> Tap:
    label, typed, value = LABELS[fix.kind], fix.kind in TYPED, ""
    if fix.kind is FixKind.CHANGE_WORDS:
        label = f"Write “{fix.instead}” instead" if fix.instead else "Take it out"
    if fix.kind is FixKind.WRITE_ALT_TEXT:
        typed, value = not fix.value, fix.value
        label = f"Use “{value}”" if value else label
    return Tap(decision, mark, label, fix.say or "", typed, value)
