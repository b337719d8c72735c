"""Nobody has said what the post is for, or what is to come of it.

Policy: clause O2; that each post says so is ours. Rule data: rules/purpose/U01_no_objective.toml.

Reads: objective and intended outcome of the post, and those that the school set for each channel.
Does not read: whether they are any good, or whether the post serves them.

What the school set for a channel counts for every post there, so that nobody is asked each time.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.channel import Purpose
from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NO_OBJECTIVE = "no_objective", Verdict.ASK
    NO_OUTCOME = "no_outcome", Verdict.ASK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for what neither the post nor each of its channels says."""
    post, nothing = dossier.post, Purpose("", "")
    presets = [dossier.purposes.get(channel, nothing) for channel in post.channels] or [nothing]
    if not post.objective and not all(preset.objective for preset in presets):
        fixes = (Fix(FixKind.SAY_OBJECTIVE, "objective"),)
        yield Hit(Found.NO_OBJECTIVE, "objective", fixes=fixes)
    if not post.intended_outcome and not all(preset.intended_outcome for preset in presets):
        fixes = (Fix(FixKind.SAY_OBJECTIVE, "intended_outcome"),)
        yield Hit(Found.NO_OUTCOME, "intended_outcome", fixes=fixes)


check = Check(
    name="no_objective",
    outcomes=Found,
    run=run,
    words={Found.NO_OBJECTIVE: frozenset(), Found.NO_OUTCOME: frozenset()},
    applies=frozenset({Applies.DRAFT}),
)
