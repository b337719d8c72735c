"""Nobody has lately seen that a channel is protected, or that the website links to it.

Policy: clause O4; the numbers of days are ours. Rule data:
rules/records/R05_channel_not_protected.toml.

Reads: the days on which somebody saw two-factor log-in switched on, and the link on the website.
Does not read: the account or the website; this machine does not look at them.

That it was not looked at is not that it is open, so the headteacher may accept it with a reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict


class Found(Outcome):
    """What this check can find."""

    PROTECTION_NOT_SEEN = "protection_not_seen", Verdict.UNCHECKED
    LINK_NOT_SEEN = "link_not_seen", Verdict.NOTE


@dataclass(frozen=True, slots=True)
class Params:
    """How long what was seen counts."""

    protection_days: int = between(7, 366, default=122, unit="days")
    link_days: int = between(7, 731, default=366, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield what nobody has seen lately, channel by channel."""
    for channel in dossier.post.channels:
        record, words = dossier.record(channel), {"channel": channel.brand}
        if dossier.older_than(record.two_factor_seen, params.protection_days):
            fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, "two_factor_seen"),)
            yield Hit(Found.PROTECTION_NOT_SEEN, channel, words, fixes)
        if dossier.older_than(record.linked_from_website, params.link_days):
            fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, "linked_from_website"),)
            yield Hit(Found.LINK_NOT_SEEN, channel, words, fixes)


check = Check(
    name="channel_not_protected",
    outcomes=Found,
    run=run,
    words={
        Found.PROTECTION_NOT_SEEN: frozenset({"channel"}),
        Found.LINK_NOT_SEEN: frozenset({"channel"}),
    },
    params=Params,
    acceptable=frozenset({Found.PROTECTION_NOT_SEEN}),
)
