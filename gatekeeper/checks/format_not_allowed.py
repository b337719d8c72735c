"""The post is to be something else than a post of still pictures and words.

Policy: clause O8; which formats is ours. Rule data: rules/promises/C04_format_not_allowed.toml.

Reads: the format that the drafter chose.
Does not read: the files. A moving picture is refused when it is added (picture_unreadable.py).

The headteacher agrees to exactly what goes out. A live video cannot be seen before; a reel moves
faster than faces can be accounted for; a story takes answers by private message; what is shared
with another account, or comes from one, is not the school's alone to take down.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.post import Format
from gatekeeper.domain.verdict import Verdict

WITH_OTHERS = frozenset({Format.COLLAB, Format.REPOST})


class Found(Outcome):
    """What this check can find."""

    NOT_A_STILL = "not_a_still", Verdict.BLOCK
    WITH_OTHERS = "with_others", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit unless it is a plain post."""
    wanted = dossier.post.format
    if wanted is not Format.POST:
        outcome = Found.WITH_OTHERS if wanted in WITH_OTHERS else Found.NOT_A_STILL
        fixes = (Fix(FixKind.MAKE_PLAIN_POST, "format", wanted.value),)
        yield Hit(outcome, "format", {"format": wanted.value}, fixes)


check = Check(
    name="format_not_allowed",
    outcomes=Found,
    run=run,
    words={Found.NOT_A_STILL: frozenset({"format"}), Found.WITH_OTHERS: frozenset({"format"})},
)
