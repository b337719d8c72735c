"""Nobody has assessed the risks of a channel, or of this tool, or the assessment has run out.

Policy: clause G3; that it goes for this tool too is ours. Rule data:
rules/records/R03_channel_not_assessed.toml.

Reads: the days on the record of each channel of the post, and today.
Does not read: the assessments themselves. Whether the headteacher approved: channel_not_approved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gatekeeper.domain.channel import ChannelName
from gatekeeper.domain.check import Check, Fix, FixKind, Hit, Outcome, between
from gatekeeper.domain.dossier import Dossier
from gatekeeper.domain.verdict import Verdict
from gatekeeper.domain.wording import in_days


class Found(Outcome):
    """What this check can find."""

    NOT_ASSESSED = "not_assessed", Verdict.BLOCK
    RUN_OUT = "run_out", Verdict.BLOCK
    TOOL_NOT_ASSESSED = "tool_not_assessed", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """How long the assessment of this tool holds."""

    tool_days: int = between(30, 731, default=366, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield what is missing or has run out, channel by channel."""
    for channel in dossier.post.channels:
        yield from _channel(dossier, channel)
        if dossier.older_than(dossier.record(channel).tool_risk_assessed, params.tool_days):
            fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, "tool_risk_assessed"),)
            yield Hit(Found.TOOL_NOT_ASSESSED, channel, {"channel": channel.brand}, fixes)


def _channel(dossier: Dossier, channel: ChannelName) -> Iterator[Hit]:
    record, words = dossier.record(channel), {"channel": channel.brand}
    fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, "risk_assessed"),)
    if record.risk_assessed is None or record.review_by is None:
        yield Hit(Found.NOT_ASSESSED, channel, words, fixes)
    elif record.review_by < dossier.today:
        yield Hit(Found.RUN_OUT, channel, words | {"due": in_days(record.review_by)}, fixes)


check = Check(
    name="channel_not_assessed",
    outcomes=Found,
    run=run,
    words={
        Found.NOT_ASSESSED: frozenset({"channel"}),
        Found.RUN_OUT: frozenset({"channel", "due"}),
        Found.TOOL_NOT_ASSESSED: frozenset({"channel"}),
    },
    params=Params,
)
