"""What holds where a case says nothing: a harmless post of today, with everything on record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

TODAY = date(2026, 11, 16)
NOON = datetime(2026, 11, 16, 12, tzinfo=UTC)
WORDS = "Sports day was fun."
SCHOOL = "Oakfield Primary"
RULES_REVIEW_BY = date(2027, 7, 31)
DONE = date(2026, 9, 7)
ON_RECORD: Mapping[str, Any] = {
    "risk_assessed": DONE,
    "review_by": date(2027, 9, 1),
    "approved_by_headteacher": DONE,
    "two_factor_seen": DONE,
    "linked_from_website": DONE,
    "school_email_seen": DONE,
    "notice_to_families": DONE,
    "notice_names_tool": DONE,
    "notice_names_audit": DONE,
    "tool_risk_assessed": DONE,
}
"""The days on a channel's record."""
WORKERS = (
    {"id": "deputy", "uploads": True, "signed": DONE},
    {"id": "teacher", "wrote": True, "read": DONE},
)
PAST = ("2026-09-21 Farm", "2026-10-26 Farm")
PURPOSE = ("celebrate learning", "families see the work")
REGISTER = {"pupils": 28, "age": 3}
GROUP_SIZES = {"Year 4": 28, "Year 5": 27, "Reception": 30, "Chess Club": 3}
