"""The channels, and what has to be on record before one may be used."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class ChannelName(StrEnum):
    """The two official channels (clause O1). There is no third."""

    INSTAGRAM = "instagram"
    LINKEDIN = "linkedin"


@dataclass(frozen=True, slots=True)
class ChannelRecord:
    """What the school has on file about one channel (clauses G3, O3, O4, O5, O10).

    Every date is the day on which it was done or seen; `review_by` is the day the risk assessment ends.
    """

    name: ChannelName
    account: str
    risk_assessed: date | None = None
    review_by: date | None = None
    approved_by_headteacher: date | None = None
    two_factor_seen: date | None = None
    linked_from_website: date | None = None
    school_email_seen: date | None = None
    notice_to_families: date | None = None
