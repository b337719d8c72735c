"""The post would also go to a place that is none of the school's channels.

Policy: clause O1. Rule data: rules/promises/C03_unofficial_channel.toml.

Reads: where else the app is to copy the post, as the drafter wrote it.
Does not read: the post's own channels; no other than the official two can be named there. Where the
news stands besides (website, Arbor, paper): that is wanted (nowhere_else.py).
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    COPIED = "copied", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit for each place to which the post would be copied."""
    chosen = {channel.value for channel in dossier.post.channels}
    for place in sorted(dossier.post.also_on - chosen):
        yield Hit(Found.COPIED, place, {"place": place}, (Fix(FixKind.DROP_COPY, place),))


check = Check(
    name="unofficial_channel",
    outcomes=Found,
    run=run,
    words={Found.COPIED: frozenset({"place"})},
    applies=frozenset({Applies.DRAFT}),
)
