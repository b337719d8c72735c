"""A post that is out still shows a child who has left the school.

Policy: clause O11; that a yes ends on the day a child leaves is ours. Rule data:
rules/audit/A06_leaver_still_shown.toml.

Reads: whom a person named in the post before it was released, and who has left the school.
Does not read: whether the child might be shown before: no yes outlasts the day of leaving, whatever
else was on record.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.live import gathered
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    LEFT = "left", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each child who has left."""
    live = gathered(dossier.live)
    for pupil in sorted(live.shows & live.left):
        yield Hit(Found.LEFT, pupil, {"who": dossier.name(pupil)})


check = Check(
    name="leaver_still_shown",
    outcomes=Found,
    run=run,
    words={Found.LEFT: frozenset({"who"})},
    applies=frozenset({Applies.PUBLISHED}),
)
