"""A post is out that was never released, was withdrawn, or is not as it was released.

Policy: clauses O8 and O9. Rule data: rules/audit/A02_not_released.toml.

Reads: whether a release fits the post, whether that still stands, and what of it is otherwise.
Does not read: posts from before the school was opened here; nothing was released then.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.live import Differs, gathered
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NO_RELEASE = "no_release", Verdict.ASK
    WITHDRAWN = "withdrawn", Verdict.BLOCK
    WORDS_CHANGED = "words_changed", Verdict.ASK
    PICTURES_CHANGED = "pictures_changed", Verdict.ASK
    NOT_COMPARED = "not_compared", Verdict.UNCHECKED


CHANGED = {
    Differs.WORDS: Found.WORDS_CHANGED,
    Differs.PICTURES: Found.PICTURES_CHANGED,
    Differs.NOT_COMPARED: Found.NOT_COMPARED,
}


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield a hit for a post whose release is none or was withdrawn, and for each thing changed."""
    live = gathered(dossier.live)
    if live.released is False:
        yield Hit(Found.NO_RELEASE, "release")
    if live.withdrawn:
        yield Hit(Found.WITHDRAWN, "release")
    for what in live.differs:
        yield Hit(CHANGED[what], what.name.lower())


check = Check(
    name="not_released",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset()),
    applies=frozenset({Applies.PUBLISHED}),
)
