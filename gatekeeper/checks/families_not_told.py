"""Families were not told of a channel, long ago, or not how it is watched over.

Policy: clauses O10 and M3; that the notice names this tool and the audit is ours. Rule data:
rules/records/R06_families_not_told.toml.

Reads: the days of the notice on the record of each channel of the post, and today.
Does not read: the notice; somebody says on record what it names.
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

    NO_NOTICE = "no_notice", Verdict.BLOCK
    LONG_AGO = "long_ago", Verdict.ASK
    NOT_NAMED = "not_named", Verdict.ASK


@dataclass(frozen=True, slots=True)
class Params:
    """How long a notice counts."""

    days: int = between(30, 731, default=396, unit="days")


def run(dossier: Dossier, params: Params) -> Iterator[Hit]:
    """Yield what families were not told, channel by channel."""
    for channel in dossier.post.channels:
        record, words = dossier.record(channel), {"channel": channel.brand}
        day = record.notice_to_families
        fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, "notice_to_families"),)
        if day is None:
            yield Hit(Found.NO_NOTICE, channel, words, fixes)
            continue
        if dossier.older_than(day, params.days):
            yield Hit(Found.LONG_AGO, channel, words | {"day": in_days(day)}, fixes)
        if record.notice_names_tool is None or record.notice_names_audit is None:
            name = "notice_names_audit" if record.notice_names_tool else "notice_names_tool"
            fixes = (Fix(FixKind.KEEP_CHANNEL_RECORD, channel, name),)
            yield Hit(Found.NOT_NAMED, channel, words, fixes)


check = Check(
    name="families_not_told",
    outcomes=Found,
    run=run,
    words={
        Found.NO_NOTICE: frozenset({"channel"}),
        Found.LONG_AGO: frozenset({"channel", "day"}),
        Found.NOT_NAMED: frozenset({"channel"}),
    },
    params=Params,
)
