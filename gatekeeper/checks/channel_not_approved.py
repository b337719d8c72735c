"""The headteacher has not approved the use of a channel, or long ago.

Policy: clause O3; the number of days is ours. Rule data:
rules/records/R04_channel_not_approved.toml.

Reads: the day of the approval on the record of each channel of the post, and today.
Does not read: the approval of this very post; that is the sign-off.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import in_days


class Found(Outcome):
    """What this check can find."""

    NOT_APPROVED = "not_approved", Verdict.BLOCK
    LONG_AGO = "long_ago", Verdict.BLOCK


@dataclass(frozen=True, slots=True)
class Params:
    """How long an approval holds."""

    days: int = between(30, 731, default=366, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield one hit for each channel without an approval that holds."""
    for channel in dossier.post.channels:
        day, words = dossier.record(channel).approved_by_headteacher, {"channel": channel.brand}
        fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, "approved_by_headteacher"),)
        if day is None:
            yield Hit(Found.NOT_APPROVED, channel, words, fixes)
        elif dossier.older_than(day, params.days):
            yield Hit(Found.LONG_AGO, channel, words | {"day": in_days(day)}, fixes)


check = Check(
    name="channel_not_approved",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_APPROVED: frozenset({"channel"}),
        Found.LONG_AGO: frozenset({"channel", "day"}),
    },
    params=Params,
)
