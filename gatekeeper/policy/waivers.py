"""The waivers in `waivers.toml`: for some days a rule is not enforced, by whom and why.

Consent, trips, comments, sign-off and metadata are never waived: their checks say so themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Final

from gatekeeper.domain.rules import Rule, Waiver
from gatekeeper.policy.tables import Table

LONGEST: Final = timedelta(days=90)
"""A term. What is needed for longer is a change of the rule."""


def read_waivers(table: Table, rules: Mapping[str, Rule]) -> tuple[Waiver, ...]:
    """Return the waivers, noting faults. Each is a `[[waiver]]`."""
    rows = table.get("waiver", list) or [] if table.data else []
    table.close()
    return tuple(
        waiver
        for number, row in enumerate(rows, start=1)
        if (waiver := _waiver(table, number, row, rules)) is not None
    )


def _waiver(table: Table, number: int, row: object, rules: Mapping[str, Rule]) -> Waiver | None:
    if not isinstance(row, dict):
        table.fault("each waiver is written as [[waiver]].")
        return None
    entry = Table(f"{table.place} waiver {number}", row, table.faults)
    rule, by, reason = (entry.text(key) for key in ("rule", "by", "reason"))
    first, last = entry.get("first_day", date), entry.get("last_day", date)
    entry.close()
    _may_be_waived(entry, rule, rules)
    if first is None or last is None:
        return None
    _days(entry, first, last)
    return Waiver(rule, by, reason, first, last)


def _may_be_waived(entry: Table, code: str, rules: Mapping[str, Rule]) -> None:
    if code not in rules:
        entry.fault(f"there is no rule {code!r}.")
    elif not rules[code].check.waivable:
        entry.fault(f"{code} ({rules[code].title}) can never be waived.")


def _days(entry: Table, first: date, last: date) -> None:
    if last < first:
        entry.fault("the last day lies before the first.")
    if last - first >= LONGEST:
        entry.fault(f"it runs for more than {LONGEST.days} days; change the rule instead.")
