"""How a suggestion is put to a person: as a question, with what may be shown beside each name.

The permission counts, not the name. Whoever is within reach of a face is asked about it: the
candidates, and whoever is easily taken for one of them. If one may not be shown, that is said.
"""

from __future__ import annotations

from gatekeeper.domain.check import Fix, FixKind
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.suggestion import Suggestion, WhyAsk
from gatekeeper.domain.wording import brands, listed

MOST_NAMES = 3
MATCHING = "Matching: "
"""How every reason begins that comes from matching: so whoever reads it knows who says it."""
ALL_MAY = "everybody in reach may be shown."
ONE_MAY_NOT = "one of those in reach may not be shown here: look twice."
NOBODY = {
    WhyAsk.POOR: "too small, turned or blurred to be compared.",
    WhyAsk.TAKEN: "it resembles only a pupil who is nearer to another face here.",
    WhyAsk.FAR: "nobody enrolled is close: a child who is not enrolled, or a guest?",
}
"""What is said of a face for which there is no name at all."""


def in_reach(dossier: Dossier, suggestion: Suggestion) -> tuple[str, ...]:
    """Return every pupil who may be this face, the candidates first."""
    candidates = [c.pupil for c in suggestion.candidates]
    others = (other for pupil in candidates for other in dossier.likenesses(pupil))
    return tuple(dict.fromkeys([*candidates, *others]))


def all_may_be_shown(dossier: Dossier, suggestion: Suggestion) -> bool:
    """Whether every pupil who may be this face may be shown on all of the post's channels."""
    return not any(dossier.barred_in_reach(pupil) for pupil in in_reach(dossier, suggestion))


def suggested(dossier: Dossier, sighting: str) -> tuple[tuple[Fix, ...], tuple[str, ...]]:
    """Return a fix for each of the first names of a face, and what to know before one is taken."""
    suggestion = dossier.suggestion(sighting)
    if suggestion is None:
        return (), ()
    fixes = tuple(
        Fix(FixKind.NAME_FACE, sighting, c.pupil, f"{dossier.name(c.pupil)}? {may}")
        for c in suggestion.candidates[:MOST_NAMES]
        for may in [_may(dossier, c.pupil)]
    )
    return fixes, tuple(f"{MATCHING}{words}" for words in _said(dossier, suggestion))


def _said(dossier: Dossier, suggestion: Suggestion) -> tuple[str, ...]:
    if not suggestion.candidates:
        return tuple(say for why, say in NOBODY.items() if why in suggestion.ask)[:1]
    shown = ALL_MAY if all_may_be_shown(dossier, suggestion) else ONE_MAY_NOT
    why = listed(suggestion.ask)
    return (shown, f"asked singly: {why}.") if why else (shown,)


def _may(dossier: Dossier, pupil: str) -> str:
    barred = dossier.barred_in_reach(pupil)
    return f"(may not be shown on {brands(barred)})" if barred else "(may be shown)"
