"""The post is for no channel.

Policy: clause O1. Rule data: rules/promises/C02_no_channel_chosen.toml.

Reads: the channels of the post.
Does not read: what the school has on file about a channel.

Permissions are asked channel by channel. Without a channel nobody would be asked about, and the
post would look harmless.
"""

from __future__ import annotations

from collections.abc import Iterator

from gatekeeper.domain.check import Applies, Check, Fix, FixKind, Hit, NoParams, Outcome
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    NO_CHANNEL = "no_channel", Verdict.BLOCK


def run(dossier: Dossier, _: NoParams) -> Iterator[Hit]:
    """Yield one hit if no channel was chosen."""
    if not dossier.post.channels:
        yield Hit(Found.NO_CHANNEL, "channels", fixes=(Fix(FixKind.CHOOSE_CHANNEL),))


check = Check(
    name="no_channel_chosen",
    outcomes=Found,
    run=run,
    words={Found.NO_CHANNEL: frozenset()},
    applies=frozenset({Applies.DRAFT}),
)
