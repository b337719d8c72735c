"""People can comment on a post that is out.

Policy: clause O21. Rule data: rules/audit/A01_comments_open.toml.

Reads: what the archive says of the comments of a post that is out, and whether somebody saw them
off after its release: then somebody, or the platform, switched them on since.
Does not read: anything of a draft. Where an archive does not tell, the audit counts it as not
checked; it is no finding of this check.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.live import gathered
from gatekeeper.domain.release import Comments
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    OPEN = "open", Verdict.BLOCK
    DRIFTED = "drifted", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit where comments were seen on."""
    live = gathered(dossier.live)
    if live.comments is Comments.ON:
        yield Hit(Found.DRIFTED if live.seen_off else Found.OPEN, "comments")


check = Check(
    name="comments_open",
    outcomes=Found,
    run=run,
    words=dict.fromkeys(Found, frozenset()),
    applies=frozenset({Applies.PUBLISHED}),
)
