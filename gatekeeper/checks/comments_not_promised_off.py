"""Nobody has promised that comments will be off.

Policy: clause O21. Rule data: rules/promises/C01_comments_not_promised_off.toml.

Reads: the promise that is part of the post.
Does not read: whether comments are off. That is seen after publishing, and proved there; what is
published is not judged by a promise, so this is for drafts.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NOT_PROMISED = "not_promised", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit unless the promise is there."""
    if not dossier.post.comments_off:
        yield Hit(Found.NOT_PROMISED, "comments", fixes=(Fix(FixKind.TURN_OFF_COMMENTS),))


check = Check(
    name="comments_not_promised_off",
    outcomes=Found,
    run=run,
    words={Found.NOT_PROMISED: frozenset()},
    applies=frozenset({Applies.DRAFT}),
)
