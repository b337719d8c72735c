"""A post that is out shows a child who may not be shown any more.

Policy: clause O11. Rule data: rules/audit/A03_permission_lost.toml.

Reads: whom a person named in the post before it was released, and every permission of today; where
nothing but films is out, for the use *video* as well as for *group*.
Does not read: why a child may not be shown; that is the same for every ground. Children who may be
in it by a roll call are found by the search for a child, not here. Children who have left
(leaver_still_shown.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.filmed import barred_in
from gatekeeper.domain.live import gathered
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import brands


class Found(Outcome):
    """What this check can find."""

    MAY_NOT = "may_not", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each child without a permission of today."""
    live = gathered(dossier.live)
    out = {picture.original.digest for picture in dossier.post.pictures}
    for pupil in sorted(live.shows - live.left):
        if barred := barred_in(dossier, pupil, out):
            words = {"who": dossier.name(pupil), "channels": brands(barred)}
            yield Hit(Found.MAY_NOT, pupil, words)


check = Check(
    name="permission_lost",
    outcomes=Found,
    run=run,
    words={Found.MAY_NOT: frozenset({"who", "channels"})},
    applies=frozenset({Applies.PUBLISHED}),
)
